import type { GroupId } from '../../domain/shared/identifiers.ts';
import { findGroup } from '../groups/group/find-group.ts';
import { groupTarget } from '../groups/group/group-target.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { keepingAdministratorsOf } from './role/keeping-administrators.ts';

export class RoleGroupReference {
  @IsIdentifier()
  readonly id!: GroupId;
}

/**
 * Ends that the members of a group have a role by it; doing so twice changes nothing.
 *
 * @throws DomainError `groupNotFound`, `lastAdministrator`.
 */
export const withdrawRoleFromGroup = defineUseCase({
  name: 'WithdrawRoleFromGroup',
  permission: 'roles:write',
  kind: 'changes',
  inClosedAccount: true,
  input: RoleGroupReference,
  target: groupTarget,
  run: async (scope, _, { id }, context) => {
    const { groups, policy } = scope;
    await policy.beginChange();
    const group = await findGroup(groups, id, context.attempt);
    const change = group.giveRole(undefined, context.at);
    await keepingAdministratorsOf(group, scope, context, 'hand', () => groups.store(change));
    return change.state;
  },
});
