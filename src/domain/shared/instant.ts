declare const brand: unique symbol;

/**
 * A point in time: ISO 8601 in UTC with exactly three decimals (`2026-11-23T12:00:00.000Z`), so that
 * instants have one width and sort as text.
 */
export type Instant = string & { readonly [brand]: 'Instant' };

export const instantOf = (date: Date): Instant => date.toISOString() as Instant;

export const instantPlus = (instant: Instant, milliseconds: number): Instant =>
  instantOf(new Date(Date.parse(instant) + milliseconds));
