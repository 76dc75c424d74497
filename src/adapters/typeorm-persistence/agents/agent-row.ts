import { Agent, type AgentState } from '../../../domain/agent/agent.ts';
import { accountId, agentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { SqlValue } from '../connections/sql-connection.ts';

/** A row of `agents`. What nothing searches for stands in `attributes`, as JSON. */
export interface AgentRow {
  readonly account_id: string;
  readonly id: string;
  readonly user_name: string;
  readonly external_id: string | null;
  readonly active: number;
  readonly version: number;
  readonly created_at: string;
  readonly last_modified_at: string;
  readonly attributes: string;
}

export const agentColumns =
  'account_id, id, user_name, external_id, active, version, created_at, last_modified_at, attributes';

type Attributes = Pick<AgentState, 'displayName' | 'name' | 'emails' | 'profile' | 'directory'>;

export function agentOf(row: AgentRow): Agent {
  const { name, displayName, emails, profile, directory } = JSON.parse(row.attributes) as Attributes;
  return Agent.restore({
    id: agentId(row.id),
    accountId: accountId(row.account_id),
    status: row.active === 1 ? 'active' : 'deactivated',
    userName: row.user_name as AgentState['userName'],
    externalId: row.external_id ?? undefined,
    displayName,
    name,
    emails,
    profile,
    directory,
    version: row.version,
    createdAt: row.created_at as Instant,
    lastModifiedAt: row.last_modified_at as Instant,
  });
}

/** The columns that a change may write, in the order of `external_id, active, version, last_modified_at, attributes`. */
export function changeableColumns({ state }: Agent): SqlValue[] {
  const { externalId, status, version, lastModifiedAt, displayName, name, emails, profile, directory } =
    state;
  const attributes: Attributes = { displayName, name, emails, profile, directory };
  return [
    externalId ?? null,
    status === 'active' ? 1 : 0,
    version,
    lastModifiedAt,
    JSON.stringify(attributes),
  ];
}
