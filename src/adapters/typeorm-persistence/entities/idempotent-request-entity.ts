import { id, instant, longText, optional, primary, smallNumber, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const idempotentRequestEntity = tableEntity('idempotent_requests', {
  account_id: primary(id()),
  // Of who asks, and of what that calls the request.
  key_hash: primary(text(64)),
  request_hash: text(64),
  begun_at: instant(),
  // Both absent while the request is worked on.
  status: optional(smallNumber()),
  answer: optional(longText()),
});
