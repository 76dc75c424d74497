import type { GroupGovernance } from '../../../domain/group/group-governance.ts';
import { groupLimits } from '../../../domain/group/group-limits.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { AssignableRole } from '../../../domain/role/role.ts';
import { id, instant, longText, number, optional, primary, smallNumber, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** `groups` is a reserved word in MySQL. */
export const groupEntity = tableEntity(
  'agent_groups',
  {
    account_id: primary(id()),
    id: primary(id()),
    // Names are measured in the form of the key, and may come decomposed: four characters for one, at most.
    display_name: text(4 * groupLimits.displayNameCodePointsMax),
    // Folded. More of it would not fit an index beside the account.
    display_name_key: text(groupLimits.displayNameCodePointsMax),
    external_id: optional(text(255)),
    kind: text<GroupKind>(16),
    governed_by: text<GroupGovernance>(16),
    rule: optional(longText()),
    template_id: optional(id()),
    template_path: optional(text(200)),
    template_value_key: optional(text(200)),
    includes_deactivated: optional(smallNumber()),
    gives_role: optional(text<AssignableRole>(16)),
    // A JSON list of ids; none where nobody was granted it.
    granted_to: optional(longText()),
    version: number(),
    created_at: instant(),
    last_modified_at: instant(),
  },
  {
    uniques: {
      agent_groups_display_name: ['account_id', 'display_name_key'],
      agent_groups_template_value: ['account_id', 'template_id', 'template_value_key'],
    },
    indexes: {
      agent_groups_external_id: ['account_id', 'external_id', 'id'],
      agent_groups_created: ['account_id', 'created_at', 'id'],
      agent_groups_last_modified: ['account_id', 'last_modified_at', 'id'],
      agent_groups_version: ['account_id', 'version', 'id'],
      agent_groups_governed_by: ['account_id', 'governed_by', 'template_id', 'id'],
      agent_groups_kind: ['account_id', 'kind', 'id'],
      agent_groups_gives_role: ['account_id', 'gives_role', 'id'],
    },
  },
);
