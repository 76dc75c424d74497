import { type Instant, instantPlus } from './instant.ts';

/** How many days ahead the end of certificates and tokens is told. */
const warningDays = [30, 14, 7, 1] as const;
const dayMilliseconds = 86_400_000;

/** Milliseconds before the end within which it is told. */
export const warnedMilliseconds = warningDays[0] * dayMilliseconds;

/** Whether the end is so near, or past, that people should hear of it whenever they look. */
export const endsSoon = (end: Instant, at: Instant): boolean => end <= instantPlus(at, warnedMilliseconds);

/** Whether one of the days on which the end is told, or the end itself, lies after `from` and not after `to`. */
export const isToldBetween = (end: Instant, from: Instant, to: Instant): boolean =>
  [...warningDays, 0].some((days) => {
    const told = instantPlus(end, -days * dayMilliseconds);
    return from < told && told <= to;
  });
