import { Agent, type AgentState } from '../../../domain/agent/agent.ts';
import type { AgentView } from '../../../domain/agent/agent-view.ts';
import { compareTexts } from '../../../domain/criteria/compare-texts.ts';
import { foldCase } from '../../../domain/shared/fold-case.ts';
import { accountId, agentId, groupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';

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
  /** A JSON list of `[id, displayName]`, where `groupsColumn` was asked for; `null` for none. */
  readonly member_of?: string | null;
}

/** Of `agents AS a`. */
export const agentColumns =
  'a.account_id, a.id, a.user_name, a.external_id, a.active, a.version, a.created_at, a.last_modified_at, a.attributes';

/** The groups that the agent of the row belongs to, in the same round trip as the row. */
export const groupsColumn = ({ jsonRows }: SqlDialect): string =>
  `(SELECT ${jsonRows('g.id', 'g.display_name')} FROM memberships AS m JOIN agent_groups AS g ON g.account_id = m.account_id AND g.id = m.group_id WHERE m.account_id = :account AND m.agent_id = a.id) AS member_of`;

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

export function viewOf(row: AgentRow): AgentView {
  const agent = agentOf(row);
  if (row.member_of === undefined) return { agent };
  const groups = row.member_of === null ? [] : (JSON.parse(row.member_of) as [string, string][]);
  return {
    agent,
    groups: groups
      .map(([id, displayName]) => ({ id: groupId(id), displayName }))
      .sort((left, right) => compareTexts(foldCase(left.displayName), foldCase(right.displayName))),
  };
}

/** What is written of a new agent, in the order of `id, user_name, user_name_key, created_at` and the changeable ones. */
export function insertableColumns(agent: Agent): SqlValue[] {
  const { id, userName, createdAt } = agent.state;
  return [id, userName, foldCase(userName), createdAt, ...changeableColumns(agent)];
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
