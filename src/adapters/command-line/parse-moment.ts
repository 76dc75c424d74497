import { InvalidArgumentError } from 'commander';
import { millisecondsOf } from '../../criteria/comparable.ts';
import { type Instant, instantOf } from '../../domain/shared/instant.ts';

/**
 * A date, which means its beginning, or a date and time of ISO 8601; in UTC where no zone is named.
 *
 * @throws InvalidArgumentError
 */
export function parseMoment(text: string): Instant {
  const milliseconds = millisecondsOf(text);
  if (milliseconds !== undefined) return instantOf(new Date(milliseconds));
  throw new InvalidArgumentError('It must be a time such as 2026-12-31 or 2026-12-31T17:00:00Z.');
}
