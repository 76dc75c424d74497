import { Satisfies } from './satisfies.ts';

/** With a year of four digits: instants have one width, and sort as texts. */
const pattern =
  '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$';
const written = new RegExp(pattern);

/**
 * The property is an `Instant`. Its schema has no `format`: programs that go by `date-time` send zones and fewer decimals, which are
 * refused.
 */
export const IsInstant = () =>
  Satisfies('must be a time in UTC such as 2026-11-23T12:00:00.000Z', isInstant, { type: 'string', pattern });

/** Of days that a month does not have, JavaScript makes others. */
const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && written.test(value) && new Date(value).toISOString() === value;
