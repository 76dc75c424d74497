import { columnsBy, type LinkedRows, type Searchable } from '../search/searchable.ts';

const memberships: LinkedRows = {
  path: 'groups',
  from: ({ joinInOrder, byIndex }) =>
    `memberships AS m${byIndex('memberships_agent')} ${joinInOrder} agent_groups AS g ON g.account_id = m.account_id AND g.id = m.group_id`,
  belongsTo: (agentId) => `m.account_id = :account AND m.agent_id = ${agentId}`,
  columns: columnsBy({
    'groups.value': { sql: 'm.group_id', kind: 'text' },
    'groups.display': { sql: 'g.display_name_key', kind: 'text' },
    'groups.kind': { sql: 'g.kind', kind: 'text' },
  }),
  finds: { path: 'groups.value', table: 'memberships', column: 'group_id', owner: 'agent_id' },
};

/** The groups that templates made for values of the agent, whether or not they take it. */
const templateGroups: LinkedRows = {
  path: 'templateGroups',
  from: ({ joinInOrder, byPrimaryKey }) =>
    `group_templates AS t ${joinInOrder} agent_values AS tv${byPrimaryKey('agent_values')} ON tv.account_id = t.account_id AND tv.path = t.path ${joinInOrder} agent_groups AS tg ON tg.account_id = t.account_id AND tg.template_id = t.id AND tg.template_value_key = tv.value_key`,
  belongsTo: (agentId) => `t.account_id = :account AND tv.agent_id = ${agentId}`,
  columns: columnsBy({
    'templateGroups.value': { sql: 'tg.id', kind: 'text' },
    'templateGroups.display': { sql: 'tg.display_name_key', kind: 'text' },
    'templateGroups.kind': { sql: 'tg.kind', kind: 'text' },
    'templateGroups.includesDeactivated': { sql: 'tg.includes_deactivated', kind: 'boolean' },
  }),
};

/** How agents' fields are kept; those that are no columns are rows of the value index. */
export const searchableAgents: Searchable = {
  table: 'agents',
  alias: 'a',
  columns: columnsBy({
    id: { sql: 'a.id', kind: 'text', unique: true },
    userName: { sql: 'a.user_name_key', kind: 'text', unique: true },
    externalId: { sql: 'a.external_id', kind: 'text', nullable: true, index: 'agents_external_id' },
    active: { sql: 'a.active', kind: 'boolean', index: 'agents_active' },
    'meta.created': { sql: 'a.created_at', kind: 'instant', index: 'agents_created' },
    'meta.lastModified': { sql: 'a.last_modified_at', kind: 'instant', index: 'agents_last_modified' },
    'meta.version': { sql: 'a.version', kind: 'number', index: 'agents_version' },
  }),
  links: [memberships, templateGroups],
  values: { table: 'agent_values', owner: 'agent_id', index: 'agent_values_value' },
  countedBy: 'agents_active',
  recordedAs: { created: 'AgentProvisioned', removed: 'AgentRemoved' },
};
