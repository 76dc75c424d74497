import { millisecondsOf } from '../../criteria/comparable.ts';
import { Satisfies } from './satisfies.ts';

/** The property is a moment as people write it: a date, which means its beginning in UTC, or a date and time. */
export const IsMoment = () =>
  Satisfies(
    'must be a date or a time such as 2026-12-31 or 2026-12-31T17:00:00Z',
    (value) => typeof value === 'string' && millisecondsOf(value) !== undefined,
    { type: 'string' },
  );
