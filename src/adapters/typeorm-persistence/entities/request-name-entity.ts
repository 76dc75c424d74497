import { id, instant, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** Under what names the requests of a block are found, each once for the block. */
export const requestNameEntity = tableEntity('request_names', {
  account_id: primary(id()),
  name: primary(text(330)),
  last_at: primary(instant()),
  block_id: primary(id()),
});
