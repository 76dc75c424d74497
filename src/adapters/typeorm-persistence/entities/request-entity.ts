import { id, instant, longText, optional, primary, smallNumber, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** In each index the newest of what is asked for stand together, in the order in which they are shown. */
export const requestEntity = tableEntity(
  'requests',
  {
    account_id: primary(id()),
    at: primary(instant()),
    id: primary(id()),
    request_id: text(128),
    mnemonic: optional(text(64)),
    principal_id: optional(id()),
    // The agent's id; where none is known, the userName in the form in which names are compared.
    agent: optional(text(320)),
    status: smallNumber(),
    failed: smallNumber(),
    // What nobody searches by, as JSON.
    details: longText(),
    bodies: optional(longText()),
  },
  {
    indexes: {
      requests_request: ['account_id', 'request_id', 'at', 'id'],
      requests_mnemonic: ['account_id', 'mnemonic', 'at', 'id'],
      requests_principal: ['account_id', 'principal_id', 'at', 'id'],
      requests_agent: ['account_id', 'agent', 'at', 'id'],
      requests_failed: ['account_id', 'failed', 'at', 'id'],
    },
  },
);
