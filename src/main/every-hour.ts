import type { OperationalLog } from '../application/ports/operational-log.ts';
import { atIntervals } from './at-intervals.ts';

const hourMilliseconds = 3_600_000;

/** Does the work at once and each hour, one after the other, until it is told to stop. What fails is told to the log. */
export const everyHour = (
  work: () => Promise<unknown>,
  log: OperationalLog,
  stop: AbortSignal,
): Promise<void> =>
  atIntervals(
    hourMilliseconds,
    () => work().catch((error: unknown) => log.error('What is done each hour could not be done', error)),
    stop,
  );
