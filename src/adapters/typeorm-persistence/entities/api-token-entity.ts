import { id, instant, longText, optional, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const apiTokenEntity = tableEntity(
  'api_tokens',
  {
    account_id: primary(id()),
    id: primary(id()),
    name: text(100),
    // Folded, which may be longer; none where the name is free for another token.
    held_name_key: optional(text(300)),
    secret_hash: text(64),
    last_characters: optional(text(4)),
    created_at: instant(),
    expires_at: optional(instant()),
    revoked_at: optional(instant()),
    rotated_from: optional(id()),
    agent_id: optional(id()),
    last_used_at: optional(instant()),
    // Parted by blanks, as OAuth has them.
    scopes: { ...text(100), default: 'scim' },
    addresses: optional(longText()),
    last_used_from: optional(text(45)),
    expiry_told_at: optional(instant()),
  },
  {
    uniques: { api_tokens_id: ['id'] },
    uniqueIndexes: { api_tokens_held_name: ['account_id', 'held_name_key'] },
  },
);
