import { bigNumber, number, primary } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** One row: up to where entries have their terms. */
export const journalIndexedEntity = tableEntity('journal_indexed', {
  one: primary(number()),
  position: bigNumber(),
});
