const dayMilliseconds = 86_400_000;

/** Whether a text is a day as fields and addresses have it: `2026-11-26`. */
export function isDay(text: string): boolean {
  const at = Date.parse(text);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text) && text.length === 10;
}

/** The moment at which a day begins, in UTC. */
export const beginningOf = (day: string): string => new Date(day).toISOString();

/** The moment at which a day is over, in UTC. */
export const endOf = (day: string): string => new Date(Date.parse(day) + dayMilliseconds).toISOString();

/** The last day of what is over at a moment, in UTC. */
export const lastDayBefore = (at: string): string => new Date(Date.parse(at) - 1).toISOString().slice(0, 10);
