import { id, instant, json, number, optional, primary, smallNumber, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** What nothing searches for stands in `attributes`, whose text only written SQL reads. */
export const agentEntity = tableEntity(
  'agents',
  {
    account_id: primary(id()),
    id: primary(id()),
    // An address is measured in NFC, and may come decomposed: four characters for one, at most.
    user_name: text(4 * 254),
    // Folded, which may be longer.
    user_name_key: text(320),
    external_id: optional(text(255)),
    active: smallNumber(),
    version: number(),
    created_at: instant(),
    last_modified_at: instant(),
    attributes: json<string>(),
  },
  {
    uniques: { agents_user_name: ['account_id', 'user_name_key'] },
    indexes: {
      agents_external_id: ['account_id', 'external_id', 'id'],
      agents_active: ['account_id', 'active', 'id'],
      agents_created: ['account_id', 'created_at', 'id'],
      agents_last_modified: ['account_id', 'last_modified_at', 'id'],
      agents_version: ['account_id', 'version', 'id'],
    },
  },
);
