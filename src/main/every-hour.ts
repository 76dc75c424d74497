import { setInterval } from 'node:timers/promises';
import type { OperationalLog } from '../application/ports/operational-log.ts';

const hourMilliseconds = 3_600_000;

/** Does the work at once and each hour, one after the other, until it is told to stop. What fails is told to the log. */
export async function everyHour(
  work: () => Promise<unknown>,
  log: OperationalLog,
  stop: AbortSignal,
): Promise<void> {
  const attempt = () =>
    work().catch((error: unknown) => log.error('What is done each hour could not be done', error));
  await attempt();
  try {
    for await (const _ of setInterval(hourMilliseconds, undefined, { signal: stop, ref: false }))
      await attempt();
  } catch {
    // It was told to stop.
  }
}
