import { bigNumber, number, primary } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** One row, which whoever gives out positions locks: the last one that was given out. */
export const journalOrderEntity = tableEntity('journal_order', {
  one: primary(number()),
  position: bigNumber(),
});
