import { LimitMet } from './database-failure.ts';

export const millisecondsLeft = (deadline: number): number => Math.max(0, deadline - performance.now());

/**
 * The work's outcome, unless its time is over before that.
 *
 * @param deadline - in milliseconds of `performance.now()`.
 * @param onLate - called when the time is over; has to end the work.
 * @throws LimitMet when the time is over.
 */
export async function withinTime<Result>(
  deadline: number,
  onLate: () => void,
  work: () => Promise<Result>,
): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    onLate();
    reject(new LimitMet('tooSlow', 'The work on the database was not done in time.'));
  }, millisecondsLeft(deadline));
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
