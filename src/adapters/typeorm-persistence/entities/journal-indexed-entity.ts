import { bigNumber, number, primary } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/**
 * One row: up to where entries have all terms; up to where their times were looked at, the latest of these, and by how much one
 * was before the latest in front of it at most; and, in `position`, up to where processes of the release before gave entries
 * terms, among which is no type of the target.
 */
export const journalIndexedEntity = tableEntity('journal_indexed', {
  one: primary(number()),
  position: bigNumber(),
  typed_position: { ...bigNumber(), default: 0 },
  timed_position: { ...bigNumber(), default: 0 },
  latest_milliseconds: { ...bigNumber(), default: 0 },
  lateness_milliseconds: { ...bigNumber(), default: 0 },
});
