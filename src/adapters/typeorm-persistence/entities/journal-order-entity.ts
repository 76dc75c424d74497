import { number, primary } from './columns.ts';
import { type Column, tableEntity } from './table-entity.ts';

const position: Column<number> = { type: 'bigint' };

/** One row, which whoever gives out positions locks: the last one that was given out. */
export const journalOrderEntity = tableEntity('journal_order', { one: primary(number()), position });
