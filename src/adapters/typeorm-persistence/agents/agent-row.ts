import { foldCase } from '../../../criteria/fold-case.ts';
import { Agent, type AgentState } from '../../../domain/agent/agent.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { AccountPolicy } from '../../../domain/membership/account-policy.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import { groupsOfAgent } from '../../../domain/membership/groups-of-agent.ts';
import { accountId, agentId, type GroupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { agentEntity } from '../entities/agent-entity.ts';
import { columnsOf, type RowOf, selected, valuesIn } from '../entities/column-lists.ts';

/** Agents are found by the key of the userName, and nobody reads it. */
const readColumns = columnsOf(agentEntity, 'user_name_key');

export type AgentRow = Pick<RowOf<typeof agentEntity>, (typeof readColumns)[number]>;

/** Where `groupsColumns` were asked for; the lists are JSON, `null` for none. */
export interface AgentViewRow extends AgentRow {
  /** Of `[id, displayName, kind]`. */
  readonly member_of: string | null;
  /** Of `[id, displayName, kind, includesDeactivated]`, deactivated agents included. */
  readonly groups_of_values: string | null;
  readonly policy_version: number;
}

/** Of `agents AS a`. */
export const agentColumns = selected('a', readColumns);

/**
 * The groups that the agent of the row belongs to by a row, those that templates made for its values, and by which
 * version of the policy the others have to be found; all in the same round trip as the row. The account is that of the row:
 * bound once more to a join, SQLite plans the statement anew each time that it runs, which takes longer than to run it.
 */
export const groupsColumns = ({ jsonRows, joinInOrder, byPrimaryKey }: SqlDialect): string =>
  [
    `(SELECT ${jsonRows('g.id', 'g.display_name', 'g.kind')} FROM memberships AS m ${joinInOrder} agent_groups AS g ON g.account_id = m.account_id AND g.id = m.group_id WHERE m.account_id = a.account_id AND m.agent_id = a.id) AS member_of`,
    `(SELECT ${jsonRows('g.id', 'g.display_name', 'g.kind', 'g.includes_deactivated')} FROM group_templates AS t ${joinInOrder} agent_values AS v${byPrimaryKey('agent_values')} ON v.account_id = t.account_id AND v.path = t.path AND v.agent_id = a.id ${joinInOrder} agent_groups AS g ON g.account_id = t.account_id AND g.template_id = t.id AND g.template_value_key = v.value_key WHERE t.account_id = a.account_id) AS groups_of_values`,
    'COALESCE((SELECT policy_version FROM accounts WHERE accounts.id = :account), 0) AS policy_version',
  ].join(', ');

type Attributes = Pick<
  AgentState,
  'displayName' | 'name' | 'staleFormattedName' | 'emails' | 'profile' | 'directory'
>;

export function agentOf(row: AgentRow): Agent {
  const attributes = JSON.parse(row.attributes) as Attributes;
  return Agent.restore({
    id: agentId(row.id),
    accountId: accountId(row.account_id),
    status: row.active === 1 ? 'active' : 'deactivated',
    userName: row.user_name as AgentState['userName'],
    externalId: row.external_id ?? undefined,
    displayName: attributes.displayName,
    name: attributes.name,
    staleFormattedName: attributes.staleFormattedName,
    emails: attributes.emails,
    profile: attributes.profile,
    directory: attributes.directory,
    version: row.version,
    createdAt: row.created_at as Instant,
    lastModifiedAt: row.last_modified_at as Instant,
  });
}

/** @param policy - of the version that the row tells. */
export function viewOf(row: AgentViewRow, policy: AccountPolicy): AgentView {
  const agent = agentOf(row);
  const named = listIn<[GroupId, string, GroupKind]>(row.member_of);
  const ofValues = listIn<[GroupId, string, GroupKind, number]>(row.groups_of_values);
  const stored = {
    named: named.map(([id, displayName, kind]) => ({ id, displayName, kind })),
    ofValues: ofValues.map(([id, displayName, kind, includesDeactivated]) => ({
      ...{ id, displayName, kind },
      includesDeactivated: includesDeactivated === 1,
    })),
  };
  return { agent, groups: groupsOfAgent(agent, stored, policy) };
}

const listIn = <Row>(json: string | null): readonly Row[] =>
  json === null ? [] : (JSON.parse(json) as Row[]);

/** The columns that the account's id is followed by when an agent is written first. */
export const insertedColumns = columnsOf(agentEntity, 'account_id');
/** Those that a change may write. */
export const changedColumns = columnsOf(
  agentEntity,
  'account_id',
  'id',
  'user_name',
  'user_name_key',
  'created_at',
);

export const insertedValues = (agent: Agent): SqlValue[] => valuesIn(insertedColumns, writtenRow(agent));
export const changedValues = (agent: Agent): SqlValue[] => valuesIn(changedColumns, writtenRow(agent));

const attributeTexts = new WeakMap<Agent, string>();

/** What stands in `attributes`, made once for each agent: it tells the agent's size as well. */
export function attributesOf(agent: Agent): string {
  const known = attributeTexts.get(agent);
  if (known !== undefined) return known;
  const { displayName, name, staleFormattedName, emails, profile, directory } = agent.state;
  const attributes: Attributes = { displayName, name, staleFormattedName, emails, profile, directory };
  const text = JSON.stringify(attributes);
  attributeTexts.set(agent, text);
  return text;
}

function writtenRow(agent: Agent): Omit<RowOf<typeof agentEntity>, 'account_id'> {
  const { state } = agent;
  return {
    id: state.id,
    user_name: state.userName,
    user_name_key: foldCase(state.userName),
    external_id: state.externalId ?? null,
    active: state.status === 'active' ? 1 : 0,
    version: state.version,
    created_at: state.createdAt,
    last_modified_at: state.lastModifiedAt,
    attributes: attributesOf(agent),
  };
}
