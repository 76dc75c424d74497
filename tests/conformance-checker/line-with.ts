import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

const linesRead = new WeakMap<ChildProcess, { readonly lines: string[]; readonly waiting: (() => void)[] }>();

/** What the pattern's group matches in the first line of standard output that it matches, written already or still to come. */
export async function lineWith(child: ChildProcess, pattern: RegExp): Promise<string> {
  const { lines, waiting } = linesRead.get(child) ?? readLines(child);
  for (;;) {
    const found = lines.map((line) => pattern.exec(line)?.[1]).find((match) => match !== undefined);
    if (found !== undefined) return found;
    if (child.exitCode !== null)
      throw new Error(
        `It ended with ${child.exitCode}, and never wrote ${pattern}:\n${lines.slice(-5).join('\n')}`,
      );
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
}

function readLines(child: ChildProcess) {
  const read = { lines: [] as string[], waiting: [] as (() => void)[] };
  linesRead.set(child, read);
  const wake = () => {
    for (const resolve of read.waiting.splice(0)) resolve();
  };
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      read.lines.push(line);
      wake();
    });
  }
  child.once('exit', wake);
  return read;
}
