import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { keepingAdministratorsOf } from '../roles/role/keeping-administrators.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { findGroupToChange } from './group/find-group.ts';
import { groupChangerOf, requireChangeableHere } from './group/group-changer.ts';
import { groupTarget } from './group/group-target.ts';
import { IsGroupKind } from './group/is-group-kind.ts';
import { namedMembers } from './membership/named-members.ts';

export class GroupRemoval extends AtVersion {
  @IsIdentifier()
  readonly id!: GroupId;

  /** A group of the other kind is not found; either will do where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;
}

/**
 * Ends a group and with it all memberships of it; its members stay agents. The directory can remove the groups that it
 * pushes, people here every group but a template's.
 *
 * @throws DomainError `groupsOverScimOff`, `groupNotFound`, `versionDiffers`, `groupGovernedOtherwise`, and by hand
 * `directoryOnly`, `lastAdministrator`.
 */
export const removeGroup = defineUseCase({
  name: 'RemoveGroup',
  permission: 'groups:write',
  kind: 'changes',
  input: GroupRemoval,
  target: groupTarget,
  run: async (scope, caller, { id, ifVersion, kind }, context): Promise<void> => {
    const { groups, policy } = scope;
    const { account, at, attempt } = context;
    const changer = groupChangerOf(caller, account);
    const group = await findGroupToChange(groups, { id, kind, ifVersion }, attempt);
    if (changer === 'push' || group.state.origin !== undefined) group.requireGovernedBy(changer);
    if (group.state.governedBy === 'push')
      requireChangeableHere(caller, account, 'the groups that it pushes');
    if (group.state.governedBy === 'rule') await policy.beginChange();
    const remove = async () => groups.store(group.remove(at, await namedMembers(groups, group)));
    await keepingAdministratorsOf(group, scope, context, changer, remove);
  },
});
