import { type Instant, instantOf } from '../../../domain/shared/instant.ts';

const secondsMax = 253_370_764_800;

/** A `NumericDate` (RFC 7519 section 2); `undefined` where it is none, or not of the years 1970 to 9998. */
export const instantOfSeconds = (seconds: unknown): Instant | undefined =>
  typeof seconds === 'number' && seconds >= 0 && seconds < secondsMax
    ? instantOf(new Date(seconds * 1000))
    : undefined;
