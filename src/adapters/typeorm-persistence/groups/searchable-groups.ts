import { searchableAgents } from '../agents/searchable-agents.ts';
import { columnsBy, type LinkedRows, type Searchable } from '../search/searchable.ts';

const members: LinkedRows = {
  path: 'members',
  from: ({ joinInOrder, byPrimaryKey }) =>
    `memberships AS m${byPrimaryKey('memberships')} ${joinInOrder} agents AS a ON a.account_id = m.account_id AND a.id = m.agent_id`,
  belongsTo: (groupId) => `m.account_id = :account AND m.group_id = ${groupId}`,
  columns: columnsBy({
    'members.value': { sql: 'm.agent_id', kind: 'text' },
    'members.display': { sql: 'a.user_name_key', kind: 'text' },
  }),
  finds: { path: 'members.value', table: 'memberships', column: 'agent_id', owner: 'group_id' },
};

/** The agents that have the value for which a template made the group, whether or not it takes them. */
const templateMembers: LinkedRows = {
  path: 'templateMembers',
  from: ({ joinInOrder, byIndex }) =>
    `agent_groups AS tg ${joinInOrder} agent_values AS tv${byIndex('agent_values_value')} ON tv.account_id = tg.account_id AND tv.path = tg.template_path AND tv.value_key = tg.template_value_key ${joinInOrder} agents AS a ON a.account_id = tv.account_id AND a.id = tv.agent_id`,
  belongsTo: (groupId) => `tg.account_id = :account AND tg.id = ${groupId}`,
  columns: columnsBy({}),
  resources: searchableAgents,
};

/** How groups' fields are kept. */
export const searchableGroups: Searchable = {
  table: 'agent_groups',
  alias: 'g',
  columns: columnsBy({
    id: { sql: 'g.id', kind: 'text', unique: true },
    displayName: { sql: 'g.display_name_key', kind: 'text', unique: true },
    externalId: { sql: 'g.external_id', kind: 'text', nullable: true, index: 'agent_groups_external_id' },
    kind: { sql: 'g.kind', kind: 'text', index: 'agent_groups_kind' },
    includesDeactivated: { sql: 'g.includes_deactivated', kind: 'boolean', nullable: true },
    'meta.created': { sql: 'g.created_at', kind: 'instant', index: 'agent_groups_created' },
    'meta.lastModified': { sql: 'g.last_modified_at', kind: 'instant', index: 'agent_groups_last_modified' },
    'meta.version': { sql: 'g.version', kind: 'number', index: 'agent_groups_version' },
  }),
  links: [members, templateMembers],
  recordedAs: { created: 'GroupCreated', removed: 'GroupRemoved' },
};
