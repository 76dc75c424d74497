import type { DesiredGroup } from '../../domain/group/desired-group.ts';
import type { Group } from '../../domain/group/group.ts';
import type { GroupChanger } from '../../domain/group/group-governance.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import type { MembershipStep } from '../../domain/group/membership.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { requireVersion, type VersionCondition } from '../support/require-version.ts';
import { findGroup } from './find-group.ts';
import { membershipOfSteps } from './membership-of-steps.ts';

/** What a group should be, and how its membership changes, step by step. */
export interface RevisedGroup {
  readonly desired: DesiredGroup;
  readonly membership: readonly MembershipStep[];
}

export interface GroupRevision {
  readonly id: GroupId;
  /** What the group should be, from what it is. May be called more than once, so it must be pure. */
  readonly revise: (current: Group) => RevisedGroup;
  /** Refuse unless the group is at such a version. */
  readonly ifVersion?: VersionCondition;
  /** Whether the members are wanted in the answer; to read them costs the more the more they are. */
  readonly withMembers: boolean;
  /** Who changes it: `hand`, people here, where it is not said; or the directory. */
  readonly by?: GroupChanger;
  /** A group of the other kind is not found; either will do where it is not said. */
  readonly kind?: GroupKind;
}

/** Makes a group what a directory or service wants it to be; a revision that changes nothing does nothing. */
export class ReviseGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `groupNotFound`, `versionDiffers`, `groupGovernedOtherwise`, `groupNameTaken`,
   * `memberNotFound`, `nestedGroup`, `roleMissing`, and what `Group.revise` throws.
   */
  async execute(caller: Caller, revision: GroupRevision): Promise<GroupView> {
    const { id, revise, ifVersion, withMembers, by = 'hand', kind } = revision;
    const attempt = { action: 'ReviseGroup', target: { type: 'group', id } } as const;
    return this.refusals.attempt(caller, attempt, () =>
      this.unitOfWork.transact(caller, async ({ groups, policy }) => {
        const group = await findGroup(groups, id, kind);
        requireVersion('group', group.state, ifVersion);
        const { desired, membership } = revise(group);
        // The name of a group that a rule governs is for people here to say, its members are not.
        if (membership.length > 0 || !isNamedHere(group, by)) group.requireGovernedBy(by);
        if (group.state.governedBy === 'rule') await policy.beginChange();
        const memberships = await membershipOfSteps(groups, group, membership);
        const change = group.revise(desired, memberships, this.clock.now());
        await groups.store(change);
        return {
          group: change.state,
          members: withMembers ? await groups.allMembers(change.state) : undefined,
        };
      }),
    );
  }
}

const isNamedHere = ({ state: { governedBy, origin } }: Group, by: GroupChanger): boolean =>
  by === 'hand' && governedBy !== 'push' && origin === undefined;
