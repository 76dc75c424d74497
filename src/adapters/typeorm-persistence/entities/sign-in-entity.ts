import { id, instant, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const signInEntity = tableEntity(
  'sign_ins',
  {
    account_id: primary(id()),
    request_hash: primary(text(64)),
    browser_hash: text(64),
    connection_id: id(),
    return_to: text(500),
    ends_at: instant(),
  },
  {
    indexes: {
      sign_ins_browser: ['account_id', 'browser_hash'],
      sign_ins_end: ['account_id', 'ends_at'],
    },
  },
);
