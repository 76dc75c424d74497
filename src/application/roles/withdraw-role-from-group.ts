import type { GroupId } from '../../domain/shared/identifiers.ts';
import { findGroupToChange } from '../groups/group/find-group.ts';
import { groupTarget } from '../groups/group/group-target.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { keepingAdministratorsOf } from './role/keeping-administrators.ts';

export class RoleGroupReference extends AtVersion {
  @IsIdentifier()
  readonly id!: GroupId;
}

/**
 * Ends that the members of a group have a role by it; doing so twice changes nothing.
 *
 * @throws DomainError `groupNotFound`, `versionDiffers`, `lastAdministrator`.
 */
export const withdrawRoleFromGroup = defineUseCase({
  name: 'WithdrawRoleFromGroup',
  permission: 'roles:write',
  kind: 'changes',
  inClosedAccount: true,
  input: RoleGroupReference,
  target: groupTarget,
  run: async (scope, _, { id, ifVersion }, context) => {
    const { groups, policy } = scope;
    await policy.beginChange();
    const group = await findGroupToChange(groups, { id, ifVersion }, context.attempt);
    const change = group.giveRole(undefined, context.at);
    await keepingAdministratorsOf(group, scope, context, 'hand', () => groups.store(change));
    return change.state;
  },
});
