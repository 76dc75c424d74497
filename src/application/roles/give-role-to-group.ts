import type { AssignableRole } from '../../domain/role/role.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { findGroup } from '../groups/group/find-group.ts';
import { groupTarget } from '../groups/group/group-target.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsAssignableRole } from './role/is-assignable-role.ts';
import { keepingAdministratorsOf } from './role/keeping-administrators.ts';
import { requireFewGivingRoles } from './role/require-few-giving-roles.ts';

export class RoleOfGroup {
  @IsIdentifier()
  readonly id!: GroupId;

  @IsAssignableRole()
  readonly role!: AssignableRole;
}

/**
 * Has the members of a group have a role, whatever governs the group: whoever says who belongs to it says from then on
 * who has the role.
 *
 * @throws DomainError `groupNotFound`, `attributeTooLarge`, `lastAdministrator`.
 */
export const giveRoleToGroup = defineUseCase({
  name: 'GiveRoleToGroup',
  permission: 'roles:write',
  kind: 'changes',
  input: RoleOfGroup,
  target: groupTarget,
  run: async (scope, _, { id, role }, context) => {
    const { groups, policy } = scope;
    const { at, attempt } = context;
    await policy.beginChange();
    const group = await findGroup(groups, id, attempt);
    const { roleGroups } = await policy.current();
    if (group.state.givesRole === undefined) requireFewGivingRoles(roleGroups.length);
    const change = group.giveRole(role, at);
    await keepingAdministratorsOf(group, scope, context, 'hand', () => groups.store(change));
    return change.state;
  },
});
