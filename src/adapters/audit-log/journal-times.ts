import type { LentConnection } from '../../application/ports/lent-connection.ts';
import { type Instant, instantOf } from '../../domain/shared/instant.ts';
import type { FollowedJournal } from './followed-journal.ts';
import { summedPosition } from './journal-terms.ts';
import type { Direction } from './journal-walk.ts';
import { accountRows, allOf, behind, by, type RowCondition, valuesIn } from './row-condition.ts';

export interface TimeRange {
  readonly since?: Instant;
  /** Exclusive. */
  readonly until?: Instant;
}

/**
 * A position behind which a walk meets all that is of the time, and that is as near to the first of it as is known: what was not
 * looked at yet has to be searched.
 *
 * @returns `undefined` where the walk meets nothing of the time.
 */
export async function timeBehind(
  connection: LentConnection,
  times: TimeRange,
  { timed, lateness }: FollowedJournal,
  position: number,
  direction: Direction,
): Promise<number | undefined> {
  const [next] = await connection.rows<TimedRow>(
    `SELECT position, recorded_at FROM journal WHERE ${allOf([accountRows, behind(position, direction)])} ORDER BY position ${direction} LIMIT 1`,
    [position],
  );
  if (next === undefined) return undefined;
  if (isIn(times, next.recorded_at) || Number(next.position) > timed) return position;
  const first = await firstOfTime(connection, possibleTimes(times, next.recorded_at, lateness, direction), {
    rows: [
      behind(Number(next.position), direction, summedPosition),
      ...(direction === 'ASC' ? [{ text: `${summedPosition} <= ?`, values: [timed] }] : []),
    ],
    lateness,
    direction,
  });
  return first ?? (direction === 'ASC' ? timed : undefined);
}

interface TimedRow {
  readonly position: number | string;
  readonly recorded_at: Instant;
}

interface Walk {
  readonly rows: readonly RowCondition[];
  readonly lateness: number;
  readonly direction: Direction;
}

/**
 * The position before the first one of the time on a walk. Which of the time is nearest in time tells how far from it the first
 * one can be, so that no more of a long time is read than that.
 */
async function firstOfTime(
  connection: LentConnection,
  times: TimeRange,
  { rows, lateness, direction }: Walk,
): Promise<number | undefined> {
  const asked = (range: TimeRange) => [accountRows, ...timeConditions(range), ...rows];
  const from = `FROM journal${by(connection, 'journal_time')} WHERE`;
  const around = asked(times);
  const [nearest] = await connection.rows<{ recorded_at: Instant }>(
    `SELECT recorded_at ${from} ${allOf(around)} ORDER BY recorded_at ${direction} LIMIT 1`,
    valuesIn(around),
  );
  if (nearest === undefined) return undefined;
  const [first, step] = direction === 'ASC' ? (['MIN', 1] as const) : (['MAX', -1] as const);
  const near = asked(possibleTimes(times, nearest.recorded_at, lateness, opposite[direction]));
  const [row] = await connection.rows<{ place: number | string }>(
    `SELECT ${first}(${summedPosition}) AS place ${from} ${allOf(near)}`,
    valuesIn(near),
  );
  return Number(row?.place) - step;
}

const opposite = { ASC: 'DESC', DESC: 'ASC' } as const;

/** Which times entries can have that a walk meets behind one of this time. */
function possibleTimes(
  { since, until }: TimeRange,
  at: Instant,
  lateness: number,
  direction: Direction,
): TimeRange {
  if (direction === 'ASC') {
    const earliest = shifted(at, -lateness);
    return { since: since === undefined || since < earliest ? earliest : since, until };
  }
  const latest = shifted(at, lateness + 1);
  return { since, until: until === undefined || until > latest ? latest : until };
}

/** Others than these have another width, and another order as texts. */
const [firstTime, lastTime] = [Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

const shifted = (at: Instant, milliseconds: number): Instant =>
  instantOf(new Date(Math.min(Math.max(Date.parse(at) + milliseconds, firstTime), lastTime)));

const isIn = ({ since, until }: TimeRange, at: Instant): boolean =>
  (since === undefined || at >= since) && (until === undefined || at < until);

export const timeConditions = ({ since, until }: TimeRange): readonly RowCondition[] => [
  ...(since === undefined ? [] : [{ text: 'recorded_at >= ?', values: [since] }]),
  ...(until === undefined ? [] : [{ text: 'recorded_at < ?', values: [until] }]),
];
