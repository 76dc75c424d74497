import { id, instant, longText, optional, primary } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** Requests of an account that were written down together. */
export const requestBlockEntity = tableEntity('request_blocks', {
  account_id: primary(id()),
  // Of the newest and the oldest of them.
  last_at: primary(instant()),
  id: primary(id()),
  first_at: instant(),
  // JSON lists: the requests, packed, what is kept of their bodies, and the names under which they are found.
  requests: longText(),
  bodies: optional(longText()),
  names: longText(),
});
