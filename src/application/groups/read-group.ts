import { IsBoolean } from 'class-validator';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Optional } from '../input/optional.ts';
import { accountAt } from '../past/past-account.ts';
import { pastGroup } from '../past/past-groups.ts';
import { PastMembers } from '../past/past-members.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findGroup } from './group/find-group.ts';
import { groupTarget } from './group/group-target.ts';
import { IsGroupKind } from './group/is-group-kind.ts';

export class GroupReading {
  @IsIdentifier()
  readonly id!: GroupId;

  /** Whether the members are wanted; where they are more than 10,000, `membersOmitted` comes in their place. */
  @IsBoolean()
  readonly withMembers!: boolean;

  /** A group of the other kind is not found; either will do where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;

  /** As of which time; as it is now where it is not said. Who may not read the audit log cannot ask. */
  @Optional()
  @IsInstant()
  readonly at?: Instant;
}

/**
 * A group and, where they are wanted, its members.
 *
 * @throws DomainError `groupNotFound`; as of a time also `attributeInvalid`, `permissionMissing`, `pastUntold`.
 */
export const readGroup = defineUseCase({
  name: 'ReadGroup',
  permission: 'groups:read',
  kind: 'reads',
  input: GroupReading,
  readsJournal: ({ at }) => at !== undefined,
  target: groupTarget,
  run: async (scope, caller, { id, withMembers, kind, at }, context): Promise<GroupView> => {
    if (at !== undefined) {
      const past = await accountAt(scope, caller, context, at);
      const group = await pastGroup(past, id, kind);
      return withMembers ? new PastMembers(past).view(group) : { group };
    }
    // The group first: were somebody to join in between, its version must not be newer than its members.
    const group = await findGroup(scope.groups, id, context.attempt, kind);
    return withMembers ? scope.groups.withMembers(group) : { group };
  },
});
