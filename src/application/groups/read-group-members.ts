import { IsInt, Max, Min } from 'class-validator';
import { groupLimits } from '../../domain/group/group-limits.ts';
import type { GroupMember } from '../../domain/group/group-member.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { AgentId, GroupId } from '../../domain/shared/identifiers.ts';
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

export class GroupMembersReading {
  @IsIdentifier()
  readonly id!: GroupId;

  /** Behind which member to go on; the first ones where it is not said. */
  @Optional()
  @IsIdentifier()
  readonly after?: AgentId;

  /** How many are wanted, 10,000 at most; fewer come behind the last one only. */
  @IsInt()
  @Min(1)
  @Max(groupLimits.membersPerListMax)
  readonly limit!: number;

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
 * Some members of a group, in the order of their ids. Page by page, whoever belongs to it throughout is met exactly
 * once, whoever else comes and goes.
 *
 * @throws DomainError `groupNotFound`; as of a time also `attributeInvalid`, `permissionMissing`, `pastUntold`.
 */
export const readGroupMembers = defineUseCase({
  name: 'ReadGroupMembers',
  permission: 'groups:read',
  kind: 'reads',
  input: GroupMembersReading,
  readsJournal: ({ at }) => at !== undefined,
  target: groupTarget,
  run: async (scope, caller, { id, after, limit, kind, at }, context): Promise<readonly GroupMember[]> => {
    if (at === undefined)
      return scope.groups.members(await findGroup(scope.groups, id, context.attempt, kind), after, limit);
    const past = await accountAt(scope, caller, context, at);
    return new PastMembers(past).of(await pastGroup(past, id, kind), after, limit);
  },
});
