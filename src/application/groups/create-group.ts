import type { DesiredGroup } from '../../domain/group/desired-group.ts';
import { Group } from '../../domain/group/group.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import { type AgentId, type GroupId, groupId } from '../../domain/shared/identifiers.ts';
import { identifierTaken } from '../input/identifier-taken.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { IsIdentifiers } from '../input/is-identifiers.ts';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { recordLeftOut } from '../refusals/left-out.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { groupChangerOf } from './group/group-changer.ts';
import { GroupDescription } from './group/group-description.ts';
import { newGroupTarget } from './group/group-target.ts';
import { IsGroupKind } from './group/is-group-kind.ts';
import { admittedMembers } from './membership/admitted-members.ts';
import { leftOutMembers } from './membership/rejected-members.ts';

export class GroupCreation {
  @Nested(() => GroupDescription)
  readonly desired!: DesiredGroup;

  /** Its first members, nobody where it is not said. */
  @Optional()
  @IsIdentifiers()
  readonly members?: readonly AgentId[];

  /** A new id, where the caller has given it away already; otherwise one is made. */
  @Optional()
  @IsIdentifier()
  readonly id?: GroupId;

  /** `agents` where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;
}

/**
 * Makes a group whose members are named, one by one: by the directory that pushes it where that is the caller, by hand
 * otherwise. Answers with the group and its members. Agents that were removed are left out, and the journal names them.
 *
 * @throws DomainError `groupsOverScimOff`, `groupNameTaken`, `identifierTaken`, `memberNotFound`, `nestedGroup`, `roleMissing`, and what `Group.create` throws.
 */
export const createGroup = defineUseCase({
  name: 'CreateGroup',
  permission: 'groups:write',
  kind: 'changes',
  input: GroupCreation,
  target: newGroupTarget,
  repetition: {
    entry: 'GroupCreated',
    name: ({ desired }) => desired.displayName,
    asked: ({ desired, members = [], kind }) => [desired, members, kind],
    made: async ({ groups }, id) => {
      const group = await groups.find(groupId(id));
      return group && groups.withMembers(group);
    },
  },
  run: async (scope, caller, creation, context): Promise<GroupView> => {
    const { account, at, attempt, identifiers } = context;
    const governedBy = groupChangerOf(caller, account);
    const { groups } = scope;
    const { desired, members = [], id = groupId(identifiers.next()), kind = 'agents' } = creation;
    if (creation.id !== undefined && (await groups.find(id)) !== undefined) throw identifierTaken(id);
    const { admitted, removed } = await admittedMembers(scope, { id, kind }, members);
    const change = Group.create(id, caller.accountId, desired, admitted, at, { kind, governedBy });
    await groups.store(change);
    const target = { type: 'group', id, name: desired.displayName } as const;
    const named = { ...context, attempt: { ...attempt, target } };
    await recordLeftOut(scope, caller, named, removed.map(leftOutMembers), true);
    return { group: change.state, members: admitted };
  },
});
