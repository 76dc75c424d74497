import type { KeptCheckpoint } from '../../../application/ports/audit-seal.ts';
import type { CheckpointPlace } from './checkpoint-place.ts';

/** A round goes on each minute, and waits for this. */
const answerMilliseconds = 10_000;

/** An address to which each checkpoint is sent, as the body of a POST. What is there cannot be read from here. */
export class CheckpointAddress implements CheckpointPlace {
  readonly name: string;

  constructor(private readonly url: URL) {
    // What follows may be a secret.
    this.name = url.origin;
  }

  async put({ note }: KeptCheckpoint): Promise<void> {
    const answer = await fetch(this.url, {
      method: 'POST',
      body: note,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      redirect: 'error',
      signal: AbortSignal.timeout(answerMilliseconds),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`it answered with ${answer.status}`);
  }
}
