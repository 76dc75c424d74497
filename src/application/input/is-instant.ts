import { Satisfies } from './satisfies.ts';

/** The property is an `Instant`. */
export const IsInstant = () => Satisfies('must be a time in UTC such as 2026-11-23T12:00:00.000Z', isInstant);

const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && Number.isFinite(Date.parse(value)) && new Date(value).toISOString() === value;
