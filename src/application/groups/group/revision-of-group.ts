import { equalJson } from '../../../criteria/json.ts';
import type { DesiredGroup } from '../../../domain/group/desired-group.ts';
import type { Group, GroupChange } from '../../../domain/group/group.ts';
import type { MembershipChange } from '../../../domain/group/membership.ts';
import type { MembershipStep } from '../../../domain/group/membership-steps.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { LeftOut } from '../../ports/journal-entry.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { leftOutOf } from '../../refusals/left-out.ts';
import { membershipOfSteps } from '../membership/membership-of-steps.ts';
import { leftOutMembers } from '../membership/rejected-members.ts';

interface Revised {
  readonly desired: DesiredGroup;
  readonly membership: readonly MembershipStep[];
}

/** The revision of a group: strict, unless it removes members (decision 36). */
export class RevisionOfGroup {
  /** What stays as it was, so that members are removed, and agents that were removed before. */
  readonly leftOut: LeftOut[] = [];
  private firstRefusal: Error | undefined;

  constructor(
    private readonly scope: WriteScope,
    private readonly group: Group,
    private readonly at: Instant,
  ) {}

  /** @param refusal - what is thrown where nobody is removed. */
  readonly leaveOut = (part: LeftOut, refusal: Error): void => {
    this.leftOut.push(part);
    this.firstRefusal ??= refusal;
  };

  /** @throws the first refusal, unless the revision removes members; what `membershipOfSteps` throws. */
  async store({ desired, membership: steps }: Revised): Promise<GroupChange> {
    const { rejected, ...membership } = await membershipOfSteps(this.scope, this.group, steps);
    for (const one of rejected) {
      if (one.reason === 'removed') this.leftOut.push(leftOutMembers(one));
      else this.leaveOut(leftOutMembers(one), one.refusal);
    }
    const removes = membership.left.length > 0 || steps.some(isRemoval);
    if (!removes && this.firstRefusal !== undefined) throw this.firstRefusal;
    return this.storeWith(desired, membership, removes);
  }

  private async storeWith(
    desired: DesiredGroup,
    membership: MembershipChange,
    removes: boolean,
  ): Promise<GroupChange> {
    try {
      const change = this.group.revise(desired, membership, this.at);
      await this.scope.groups.store(change);
      return change;
    } catch (error) {
      const spared = error instanceof DomainError && removes ? this.without(desired, error) : undefined;
      if (spared === undefined) throw error;
      this.leftOut.push(leftOutOf(error as DomainError));
      return this.storeWith(spared, membership, removes);
    }
  }

  /** The desired group with the attribute that was refused as it is; `undefined` where that is not the matter. */
  private without(desired: DesiredGroup, { details: { attribute } }: DomainError): DesiredGroup | undefined {
    if (attribute !== 'displayName' && attribute !== 'externalId') return undefined;
    const current = this.group.desired();
    return equalJson(desired[attribute], current[attribute])
      ? undefined
      : { ...desired, [attribute]: current[attribute] };
  }
}

/** A step that says whom to remove, also where nobody of these is a member any more: directories repeat themselves. */
const isRemoval = ({ kind }: MembershipStep): boolean => kind !== 'add' && kind !== 'replace';
