import { id, instant, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const usedAssertionEntity = tableEntity(
  'used_assertions',
  {
    account_id: primary(id()),
    connection_id: primary(id()),
    assertion_hash: primary(text(64)),
    // From then on the assertion is refused for its time.
    ends_at: instant(),
  },
  { indexes: { used_assertions_end: ['account_id', 'ends_at'] } },
);
