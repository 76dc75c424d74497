import { id, instant, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const signInLinkEntity = tableEntity(
  'sign_in_links',
  {
    account_id: primary(id()),
    id: primary(id()),
    secret_hash: text(64),
    // As long as an agent's userName.
    owner: text(4 * 254),
    created_at: instant(),
    ends_at: instant(),
  },
  { uniques: { sign_in_links_secret_hash: ['secret_hash'] } },
);
