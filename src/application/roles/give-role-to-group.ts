import type { AssignableRole } from '../../domain/role/role.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { findGroupToChange } from '../groups/group/find-group.ts';
import { groupTarget } from '../groups/group/group-target.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { IsAssignableRole } from './role/is-assignable-role.ts';
import { keepingAdministratorsOf } from './role/keeping-administrators.ts';
import { requireFewGivingRoles } from './role/require-few-giving-roles.ts';

export class RoleOfGroup extends AtVersion {
  @IsIdentifier()
  readonly id!: GroupId;

  @IsAssignableRole()
  readonly role!: AssignableRole;
}

/**
 * Has the members of a group have a role, whatever governs the group: whoever says who belongs to it says from then on
 * who has the role.
 *
 * @throws DomainError `groupNotFound`, `versionDiffers`, `attributeTooLarge`, `lastAdministrator`.
 */
export const giveRoleToGroup = defineUseCase({
  name: 'GiveRoleToGroup',
  permission: 'roles:write',
  kind: 'changes',
  input: RoleOfGroup,
  target: groupTarget,
  run: async (scope, _, { id, role, ifVersion }, context) => {
    const { groups, policy } = scope;
    const { at, attempt } = context;
    await policy.beginChange();
    const group = await findGroupToChange(groups, { id, ifVersion }, attempt);
    const { roleGroups } = await policy.current();
    if (group.state.givesRole === undefined) requireFewGivingRoles(roleGroups.length);
    const change = group.giveRole(role, at);
    await keepingAdministratorsOf(group, scope, context, 'hand', () => groups.store(change));
    return change.state;
  },
});
