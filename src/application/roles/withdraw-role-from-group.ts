import type { GroupId } from '../../domain/shared/identifiers.ts';
import { findGroup } from '../groups/group/find-group.ts';
import { groupTarget } from '../groups/group/group-target.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class RoleGroupReference {
  @IsIdentifier()
  readonly id!: GroupId;
}

/**
 * Ends that the members of a group have a role by it; doing so twice changes nothing.
 *
 * @throws DomainError `groupNotFound`.
 */
export const withdrawRoleFromGroup = defineUseCase({
  name: 'WithdrawRoleFromGroup',
  permission: 'roles:write',
  kind: 'changes',
  inClosedAccount: true,
  input: RoleGroupReference,
  target: groupTarget,
  run: async ({ groups, policy }, _, { id }, { at, attempt }) => {
    await policy.beginChange();
    const change = (await findGroup(groups, id, attempt)).giveRole(undefined, at);
    await groups.store(change);
    return change.state;
  },
});
