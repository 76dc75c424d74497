import { createInterface } from 'node:readline/promises';
import { OperatorError } from './operator-error.ts';
import type { VerbOptions } from './verb.ts';

/** @throws OperatorError unless a person at a terminal says yes. */
export async function confirm(question: string, { json }: VerbOptions): Promise<void> {
  if (json || !process.stdin.isTTY) {
    throw new OperatorError('notConfirmed', `${question} Nobody is there to confirm it: repeat with --yes.`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw new OperatorError('notConfirmed', 'Nothing was done.');
  } finally {
    terminal.close();
  }
}
