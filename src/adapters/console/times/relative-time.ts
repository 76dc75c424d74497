const steps = [
  { unit: 'second', seconds: 1, below: 60 },
  { unit: 'minute', seconds: 60, below: 3600 },
  { unit: 'hour', seconds: 3600, below: 86_400 },
  { unit: 'day', seconds: 86_400, below: 30 * 86_400 },
  { unit: 'month', seconds: 30 * 86_400, below: 365 * 86_400 },
  { unit: 'year', seconds: 365 * 86_400, below: Number.POSITIVE_INFINITY },
] as const;

const momentSeconds = 5;

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' });
const absolute = new Intl.DateTimeFormat('en-GB', {
  ...({ year: 'numeric', month: 'short', day: 'numeric' } as const),
  ...({ hour: '2-digit', minute: '2-digit', second: '2-digit' } as const),
  ...({ timeZone: 'UTC', timeZoneName: 'short' } as const),
});

/** Such as `12 seconds ago` or `in 3 days`. */
export function relativeTime(at: Date, now: number): string {
  const seconds = (at.getTime() - now) / 1000;
  const step = steps.find(({ below }) => Math.abs(seconds) < below) ?? steps[5];
  // Towards zero: it is not yet two minutes after 119 seconds.
  const count = Math.trunc(seconds / step.seconds);
  // A clock here that is a little behind the server's is no reason to speak of the future.
  return Math.abs(seconds) < momentSeconds ? 'just now' : words.format(count, step.unit);
}

/** Such as `26 Nov 2026, 02:53:18 UTC`: the same for everybody who looks. */
export const absoluteTime = (at: Date): string => absolute.format(at);
