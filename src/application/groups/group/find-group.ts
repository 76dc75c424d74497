import type { Group } from '../../../domain/group/group.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { GroupId } from '../../../domain/shared/identifiers.ts';
import type { GroupReader } from '../../ports/group-repository.ts';
import type { OpenAttempt } from '../../refusals/open-attempt.ts';
import { requireVersion, type VersionCondition } from '../../version/version-condition.ts';

/**
 * The group, whose name the attempt then bears.
 *
 * @param kind - a group of the other kind is not found; absent where either will do.
 * @throws DomainError `groupNotFound`.
 */
export async function findGroup(
  groups: Pick<GroupReader, 'find'>,
  id: GroupId,
  attempt: OpenAttempt,
  kind?: GroupKind,
): Promise<Group> {
  const group = await groups.find(id);
  if (group === undefined || (kind !== undefined && group.state.kind !== kind)) throw groupNotFound(id);
  attempt.target = { type: 'group', id, name: group.state.displayName };
  return group;
}

/** Which group is to be changed, and at which version; any where it is not said. */
export interface GroupToChange {
  readonly id: GroupId;
  readonly kind?: GroupKind;
  readonly ifVersion?: VersionCondition;
}

/** The same of a group that is to be changed. @throws DomainError `groupNotFound`, `versionDiffers`. */
export async function findGroupToChange(
  groups: Pick<GroupReader, 'find'>,
  { id, kind, ifVersion }: GroupToChange,
  attempt: OpenAttempt,
): Promise<Group> {
  const group = await findGroup(groups, id, attempt, kind);
  requireVersion('group', group.state, ifVersion);
  return group;
}

export const groupNotFound = (id: GroupId): DomainError =>
  new DomainError('groupNotFound', `There is no group ${JSON.stringify(id.slice(0, 80))} in this account.`);

export const groupNameUnknown = (name: string): DomainError =>
  new DomainError(
    'groupNotFound',
    `There is no group with the name ${JSON.stringify(name.slice(0, 80))} in this account.`,
  );
