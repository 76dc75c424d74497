import { Session, sessionId } from '../../../domain/session/session.ts';
import { accountId, agentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { RowOf } from '../entities/column-lists.ts';
import type { sessionEntity } from '../entities/session-entity.ts';

type SessionRow = RowOf<typeof sessionEntity>;

export const sessionOf = (row: SessionRow): Session =>
  Session.restore({
    id: sessionId(row.id),
    accountId: accountId(row.account_id),
    secretHash: row.secret_hash,
    agentId: row.agent_id === null ? undefined : agentId(row.agent_id),
    userName: row.user_name,
    connection: row.connection,
    createdAt: row.created_at as Instant,
    lastSeenAt: row.last_seen_at as Instant,
    endsAt: row.ends_at as Instant,
    address: row.address,
    browser: row.browser,
  });

export const rowOfSession = ({ state }: Session): Omit<SessionRow, 'account_id'> => ({
  id: state.id,
  secret_hash: state.secretHash,
  agent_id: state.agentId ?? null,
  user_name: state.userName,
  connection: state.connection,
  created_at: state.createdAt,
  last_seen_at: state.lastSeenAt,
  ends_at: state.endsAt,
  address: state.address,
  browser: state.browser,
});
