import { bigNumber, number, primary } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/**
 * One row: up to where entries have all terms, and, in `position`, up to where processes of the release before gave them theirs,
 * among which is no type of the target.
 */
export const journalIndexedEntity = tableEntity('journal_indexed', {
  one: primary(number()),
  position: bigNumber(),
  typed_position: { ...bigNumber(), default: 0 },
});
