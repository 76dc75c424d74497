import { id, primary, smallNumber } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** Rows of an account that are written on Galera alone; see `scope/certified.ts`. */
export const certifiedRowEntity = tableEntity('certified_rows', {
  account_id: primary(id()),
  number: primary(smallNumber()),
  // 0 and 1 in turn: a row that stays as it was is not certified.
  written: smallNumber(),
});
