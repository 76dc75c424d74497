import { id, instant, optional, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const sessionEntity = tableEntity(
  'sessions',
  {
    account_id: primary(id()),
    id: primary(id()),
    secret_hash: text(64),
    agent_id: optional(id()),
    // As long as an agent's.
    user_name: text(4 * 254),
    connection: text(255),
    created_at: instant(),
    last_seen_at: instant(),
    ends_at: instant(),
    address: text(255),
    browser: text(255),
  },
  {
    uniques: { sessions_secret_hash: ['secret_hash'] },
    indexes: { sessions_agent: ['account_id', 'agent_id', 'id'] },
  },
);
