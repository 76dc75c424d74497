import { millisecondsOf } from '../../../criteria/comparable.ts';
import { type Instant, instantOf } from '../../../domain/shared/instant.ts';
import { OperatorError } from '../operator-error.ts';

const durationPattern = /^(\d{1,5})([mhdw])$/;
const minutesIn: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 };
const millisecondsInMinute = 60_000;

/**
 * A time as operators say it: how long ago (`24h`), or a date or a date and time of ISO 8601. A date is its first moment;
 * what names no zone is in UTC, as the audit log is.
 *
 * @throws OperatorError `timeInvalid`.
 */
export function parseTime(text: string): Instant {
  const [, count, unit = ''] = durationPattern.exec(text) ?? [];
  const milliseconds =
    count === undefined
      ? millisecondsOf(text)
      : Date.now() - Number(count) * (minutesIn[unit] ?? 0) * millisecondsInMinute;
  if (milliseconds !== undefined) return instantOf(new Date(milliseconds));
  throw new OperatorError(
    'timeInvalid',
    `${JSON.stringify(text)} is no time. Say how long ago, such as 30m, 24h, 7d or 2w, or a time such as 2026-11-23 or 2026-11-23T12:00:00Z.`,
  );
}
