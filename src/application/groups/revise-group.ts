import { IsBoolean } from 'class-validator';
import { isSteps, type Steps } from '../../criteria/steps.ts';
import type { DesiredGroup } from '../../domain/group/desired-group.ts';
import type { Group } from '../../domain/group/group.ts';
import type { GroupChanger } from '../../domain/group/group-governance.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import type { MembershipStep } from '../../domain/group/membership-steps.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { IsFunction } from '../input/is-function.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import type { LeftOut } from '../ports/journal-entry.ts';
import { inTurns } from '../ports/turns.ts';
import { recordLeftOut } from '../refusals/left-out.ts';
import { keepingAdministratorsOf } from '../roles/role/keeping-administrators.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { requireVersion } from '../version/version-condition.ts';
import { findGroup } from './group/find-group.ts';
import { groupChangerOf } from './group/group-changer.ts';
import { GroupDescription } from './group/group-description.ts';
import { groupTarget } from './group/group-target.ts';
import { IsGroupKind } from './group/is-group-kind.ts';
import { requireGranted } from './group/require-granted.ts';
import { RevisionOfGroup } from './group/revision-of-group.ts';
import { DesiredMembershipStep } from './membership/desired-membership-step.ts';

/** What a group should be, and how its membership changes, step by step. */
export class RevisedGroup {
  @Nested(() => GroupDescription)
  readonly desired!: DesiredGroup;

  @Nested(() => DesiredMembershipStep, { each: true })
  readonly membership!: readonly MembershipStep[];
}

export class GroupRevision extends AtVersion {
  @IsIdentifier()
  readonly id!: GroupId;

  /**
   * What the group should be, from what it is. May be called more than once, so it must be pure. What it cannot take over
   * of what was asked for it tells by `leaveOut`, with the error to throw where nobody is removed. What takes long comes in
   * steps, between which others have their turn.
   */
  @IsFunction()
  readonly revise!: (
    current: Group,
    leaveOut: (part: LeftOut, refusal: Error) => void,
  ) => RevisedGroup | Steps<RevisedGroup>;

  /** Whether the members are wanted in the answer; where they are more than 10,000, `membersOmitted` comes in their place. */
  @IsBoolean()
  readonly withMembers!: boolean;

  /** A group of the other kind is not found; either will do where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;
}

/**
 * Makes a group what a directory or service wants it to be; a revision that changes nothing does nothing. One that removes
 * members is never refused for what else it says: what cannot be done of that stays as it was, and the journal names it,
 * as it does agents that were removed and come again.
 *
 * @throws DomainError `groupsOverScimOff`, `groupNotFound`, `versionDiffers`, `groupGovernedOtherwise`, `groupNotGranted`,
 * `groupNameTaken`, `lastAdministrator` by hand, `memberNotFound`, `nestedGroup`, `roleMissing`, and what `Group.revise` throws.
 */
export const reviseGroup = defineUseCase({
  name: 'ReviseGroup',
  permission: 'groups:revise',
  kind: 'changes',
  input: GroupRevision,
  target: groupTarget,
  run: async (scope, caller, revision, context): Promise<GroupView> => {
    const { account, at, attempt, check } = context;
    const changer = groupChangerOf(caller, account);
    const { groups, policy } = scope;
    const { id, revise, ifVersion, withMembers, kind } = revision;
    const group = await findGroup(groups, id, attempt, kind);
    requireGranted(caller, group);
    requireVersion('group', group.state, ifVersion);
    const underWay = new RevisionOfGroup(scope, group, at);
    const desired = revise(group, underWay.leaveOut);
    const revised = check(RevisedGroup, isSteps(desired) ? await inTurns(desired) : desired);
    // The name of a group that a rule governs is for people here to say, its members are not.
    if (revised.membership.length > 0 || !isNamedHere(group, changer)) group.requireGovernedBy(changer);
    if (group.state.governedBy === 'rule') await policy.beginChange();
    const store = () => underWay.store(revised);
    const { state, events } = await keepingAdministratorsOf(group, scope, context, changer, store);
    await recordLeftOut(scope, caller, context, underWay.leftOut, events.length > 0);
    return withMembers ? groups.withMembers(state) : { group: state };
  },
});

const isNamedHere = ({ state: { governedBy, origin } }: Group, changer: GroupChanger): boolean =>
  changer === 'hand' && governedBy !== 'push' && origin === undefined;
