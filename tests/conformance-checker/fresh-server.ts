import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface FreshServer {
  readonly baseUrl: string;
  readonly token: string;
  stop(): void;
}

/**
 * A server on an empty database file and a free port, with an account and a token.
 *
 * @param folder - where the database file goes.
 * @param settings - as variables of the environment.
 */
export async function startServer(folder: string, settings: NodeJS.ProcessEnv = {}): Promise<FreshServer> {
  const child = spawn(process.execPath, ['dist/src/main/command-line.js', 'serve', '--first-account'], {
    env: {
      ...process.env,
      ...settings,
      ROLLCALL_DATABASE_URL: `sqlite:${join(folder, 'checked.db')}`,
      ROLLCALL_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const baseUrl = await lineWith(child, /Base URL +(\S+)/);
  const token = await lineWith(child, /Password +(\S+)/);
  return { baseUrl, token, stop: () => child.kill('SIGTERM') };
}

const linesRead = new WeakMap<ChildProcess, { readonly lines: string[]; readonly waiting: (() => void)[] }>();

async function lineWith(child: ChildProcess, pattern: RegExp): Promise<string> {
  const { lines, waiting } = linesRead.get(child) ?? readLines(child);
  for (;;) {
    const found = lines.map((line) => pattern.exec(line)?.[1]).find((match) => match !== undefined);
    if (found !== undefined) return found;
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it served.`);
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
