import { number, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** One row: the oldest release whose processes the schema serves. */
export const schemaReadersEntity = tableEntity('schema_readers', {
  one: primary(number()),
  oldest_release: text(20),
});
