import { setInterval } from 'node:timers/promises';

/**
 * Does the work at once and at intervals, one after the other, until it is told to stop. Nobody is kept running by it.
 *
 * @param work - never rejects.
 */
export async function atIntervals(
  milliseconds: number,
  work: () => Promise<unknown>,
  stop: AbortSignal,
): Promise<void> {
  await work();
  try {
    for await (const _ of setInterval(milliseconds, undefined, { signal: stop, ref: false })) await work();
  } catch {
    // It was told to stop.
  }
}
