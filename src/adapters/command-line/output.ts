import { once } from 'node:events';

/** What a verb tells: one JSON document for scripts, text for people. */
export interface Outcome {
  readonly document: unknown;
  readonly text: string;
  /** The verb ran, and what it found is bad: exit code 1. */
  readonly failed?: boolean;
}

/** What a verb tells that may be long, in pieces as they come: text, or one JSON document. */
export interface LongOutcome {
  readonly pieces: AsyncIterable<string>;
}

/** Nobody reads on: `| head` has seen enough, which is no error. What the verb has begun it still tidies up. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

const isBrokenPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE';

let closed = false;

/** To be called once, before anything is written. */
export function watchOutput(): void {
  process.stdout.on('error', (error) => {
    if (!isBrokenPipe(error)) throw error;
    closed = true;
  });
}

/** Waits while whoever reads standard output is slower than we are. @throws OutputClosed */
export async function writeOut(text: string): Promise<void> {
  if (closed) throw new OutputClosed();
  if (process.stdout.write(text)) return;
  await once(process.stdout, 'drain').catch((error: unknown) => {
    throw isBrokenPipe(error) ? new OutputClosed() : error;
  });
}
