import { templateGroupBelongs, templateGroupRows } from '../groups/template-group-rows.ts';
import type { LinkedRows, Searchable } from '../search/searchable.ts';

const memberships: LinkedRows = {
  path: 'groups',
  from: 'memberships AS m JOIN agent_groups AS g ON g.account_id = m.account_id AND g.id = m.group_id',
  belongsTo: (agentId) => `m.account_id = :account AND m.agent_id = ${agentId}`,
  columns: {
    'groups.value': { sql: 'm.group_id', kind: 'text' },
    'groups.display': { sql: 'g.display_name_key', kind: 'text' },
    'groups.kind': { sql: 'g.kind', kind: 'text' },
  },
  finds: { path: 'groups.value', table: 'memberships', column: 'group_id', owner: 'agent_id' },
};

/** Groups that templates made for values of the agent. */
const templateMemberships: LinkedRows = {
  path: 'templateGroups',
  from: templateGroupRows,
  belongsTo: (agentId) => `${templateGroupBelongs} AND tv.agent_id = ${agentId}`,
  columns: {
    'templateGroups.value': { sql: 'tg.id', kind: 'text' },
    'templateGroups.display': { sql: 'tg.display_name_key', kind: 'text' },
    'templateGroups.kind': { sql: 'tg.kind', kind: 'text' },
  },
};

/** How agents' fields are kept; those that are no columns are rows of the value index. */
export const searchableAgents: Searchable = {
  table: 'agents',
  alias: 'a',
  columns: {
    id: { sql: 'a.id', kind: 'text', unique: true },
    userName: { sql: 'a.user_name_key', kind: 'text', unique: true },
    externalId: { sql: 'a.external_id', kind: 'text', nullable: true },
    active: { sql: 'a.active', kind: 'boolean' },
    'meta.created': { sql: 'a.created_at', kind: 'instant' },
    'meta.lastModified': { sql: 'a.last_modified_at', kind: 'instant' },
    'meta.version': { sql: 'a.version', kind: 'number' },
  },
  links: [memberships, templateMemberships],
  values: { table: 'agent_values', owner: 'agent_id', index: 'agent_values_value' },
  countedBy: 'agents_active',
};
