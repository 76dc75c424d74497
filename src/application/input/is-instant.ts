import { Satisfies } from './satisfies.ts';

/** The property is an `Instant`. */
export const IsInstant = () =>
  Satisfies('must be a time in UTC such as 2026-11-23T12:00:00.000Z', isInstant, {
    type: 'string',
    format: 'date-time',
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
  });

const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && Number.isFinite(Date.parse(value)) && new Date(value).toISOString() === value;
