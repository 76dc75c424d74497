import type { LentConnection, LentValue } from '../../application/ports/lent-connection.ts';
import type { Direction } from './journal-walk.ts';

/** What a row of the journal is asked for: SQL and the values of its places. */
export interface RowCondition {
  readonly text: string;
  readonly values: readonly LentValue[];
}

export const accountRows: RowCondition = { text: 'account_id = :account', values: [] };

/** The rows behind a position, in the direction of a walk. */
export const behind = (position: number, direction: Direction, column = 'position'): RowCondition => ({
  text: `${column} ${direction === 'ASC' ? '>' : '<'} ?`,
  values: [position],
});

/** The rows up to a position, and the one there. */
export const upTo = (position: number, direction: Direction): RowCondition => ({
  text: `position ${direction === 'ASC' ? '<=' : '>='} ?`,
  values: [position],
});

export const allOf = (conditions: readonly RowCondition[]): string =>
  conditions.map(({ text }) => text).join(' AND ');

export const valuesIn = (conditions: readonly RowCondition[]) => conditions.flatMap(({ values }) => values);

/**
 * Left the choice, MySQL was seen to walk along the positions of all accounts from the last one on, and through all entries of the
 * account in place of those of a time: in a million entries that took seconds.
 */
export const by = ({ hasOneWriter }: LentConnection, index: string): string =>
  hasOneWriter ? '' : ` FORCE INDEX (${index})`;

/**
 * Left the choice, SQLite was seen to walk along all positions of an account in place of the few rows of a target, where other
 * conditions are about that as well: it has no statistics.
 */
export const embeddedBy = ({ hasOneWriter }: LentConnection, index: string): string =>
  hasOneWriter ? ` INDEXED BY ${index}` : '';
