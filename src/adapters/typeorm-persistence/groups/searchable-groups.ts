import type { LinkedRows, Searchable } from '../search/searchable.ts';
import { templateGroupBelongs, templateGroupRows } from './template-group-rows.ts';

const members: LinkedRows = {
  path: 'members',
  from: 'memberships AS m JOIN agents AS a ON a.account_id = m.account_id AND a.id = m.agent_id',
  belongsTo: (groupId) => `m.account_id = :account AND m.group_id = ${groupId}`,
  columns: {
    'members.value': { sql: 'm.agent_id', kind: 'text' },
    'members.display': { sql: 'a.user_name_key', kind: 'text' },
  },
  finds: { path: 'members.value', table: 'memberships', column: 'agent_id', owner: 'group_id' },
};

/** Whoever has the value for which a template made the group. */
const templateMembers: LinkedRows = {
  path: 'templateMembers',
  from: templateGroupRows,
  belongsTo: (groupId) => `${templateGroupBelongs} AND tg.id = ${groupId}`,
  columns: {
    'templateMembers.value': { sql: 'tv.agent_id', kind: 'text' },
    'templateMembers.display': { sql: 'ta.user_name_key', kind: 'text' },
  },
};

/** How groups' fields are kept. */
export const searchableGroups: Searchable = {
  table: 'agent_groups',
  alias: 'g',
  columns: {
    id: { sql: 'g.id', kind: 'text', unique: true },
    displayName: { sql: 'g.display_name_key', kind: 'text', unique: true },
    externalId: { sql: 'g.external_id', kind: 'text', nullable: true },
    kind: { sql: 'g.kind', kind: 'text' },
    'meta.created': { sql: 'g.created_at', kind: 'instant' },
    'meta.lastModified': { sql: 'g.last_modified_at', kind: 'instant' },
    'meta.version': { sql: 'g.version', kind: 'number' },
  },
  links: [members, templateMembers],
};
