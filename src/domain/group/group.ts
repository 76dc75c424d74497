import { equalJson, type JsonObject } from '../../criteria/json.ts';
import type { AssignableRole } from '../role/role.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { AccountId, AgentId, GroupId } from '../shared/identifiers.ts';
import type { Instant } from '../shared/instant.ts';
import { pastVersion } from '../shared/past-version.ts';
import { type DesiredGroup, groupAttributes } from './desired-group.ts';
import type { GroupEvent } from './group-events.ts';
import { type GroupChanger, governedOtherwise } from './group-governance.ts';
import { groupLimits } from './group-limits.ts';
import type { GroupMember } from './group-member.ts';
import type { GroupSettings, RuleEffect, RuleGroupSettings } from './group-settings.ts';
import type { GroupState } from './group-state.ts';
import { listedIds, type MembershipChange, memberValues, requireFewMembers } from './membership.ts';
import { journaledRule, type MembershipRule, membershipRule, ruleCriteria } from './membership-rule.ts';
import { ruleAt } from './rule-exceptions.ts';

export interface GroupChange extends Change<Group, GroupEvent> {
  readonly membership: MembershipChange;
}

const nobody: MembershipChange = { joined: [], left: [] };

/**
 * Agents under a name, as the company's directory groups them. Immutable: transitions yield a change. Its members,
 * of whom there may be very many, are no part of its state.
 */
export class Group {
  private constructor(readonly state: GroupState) {}

  /**
   * @param members - each once.
   * @throws DomainError `attributeInvalid`, `attributeTooLarge`.
   */
  static create(
    id: GroupId,
    accountId: AccountId,
    desired: DesiredGroup,
    members: readonly GroupMember[],
    at: Instant,
    { kind, governedBy }: GroupSettings = { kind: 'agents', governedBy: 'push' },
  ): GroupChange {
    requireFewMembers(members.length);
    const group = new Group({
      ...{ id, accountId, ...groupAttributes(desired), kind, governedBy },
      ...{ grantedTo: [], version: 1, createdAt: at, lastModifiedAt: at },
    });
    const attributes = { ...group.desired(), kind, governedBy, members: memberValues(members) };
    const events = [group.event('GroupCreated', at, {}, attributes)];
    return { state: group, events, membership: { joined: members, left: [] } };
  }

  /**
   * A group to which belongs whoever satisfies a rule.
   *
   * @throws DomainError `attributeInvalid`, `attributeTooLarge`, `ruleInvalid`.
   */
  static createByRule(
    id: GroupId,
    accountId: AccountId,
    desired: DesiredGroup,
    { kind, rule, joined, origin }: RuleGroupSettings,
    at: Instant,
  ): GroupChange {
    const governed = { kind, governedBy: 'rule' as const, rule: membershipRule(rule), origin };
    const group = new Group({
      ...{ id, accountId, ...groupAttributes(desired), ...governed },
      ...{ grantedTo: [], version: 1, createdAt: at, lastModifiedAt: at },
    });
    const described = { kind, governedBy: 'rule', templateId: origin?.templateId, rule: journaledRule(rule) };
    const attributes = { ...group.desired(), ...described, joined };
    return { state: group, events: [group.event('GroupCreated', at, {}, attributes)], membership: nobody };
  }

  /** A group as it was stored; invariants held when it was. */
  static restore(state: GroupState): Group {
    return new Group(state);
  }

  /** The group as one of a time since which it has not changed. */
  asPast(): Group {
    return new Group({ ...this.state, version: pastVersion });
  }

  /** What the group is, in the shape in which a directory says what it should be. */
  desired(): DesiredGroup {
    const { displayName, externalId } = this.state;
    return { displayName, externalId };
  }

  /**
   * Makes the group what is desired. No difference is no change: no event, no new version. Only what changes is held to
   * the rules, so that one that came later keeps nobody in the group.
   *
   * @throws what `create` throws.
   */
  revise(desired: DesiredGroup, membership: MembershipChange, at: Instant): GroupChange {
    const { joined, left } = membership;
    requireFewMembers(joined.length + left.length);
    const isSame = equalJson({ ...desired }, { ...this.desired() });
    const revised = isSame ? this : new Group({ ...this.state, ...groupAttributes(desired) });
    const events = [
      revised.event('GroupUpdated', at, { ...this.desired() }, { ...revised.desired() }),
      revised.event(
        'GroupMembersChanged',
        at,
        { members: memberValues(left) },
        { members: memberValues(joined) },
      ),
    ].filter(({ changes }) => changes.length > 0);
    if (events.length === 0) return unchanged(this);
    return { before: this, state: revised.changedAt(at), events, membership };
  }

  /**
   * Puts another rule in the place of the group's.
   *
   * @param effect - how many come and go by it.
   * @throws DomainError `groupGovernedOtherwise`, `ruleInvalid`, `attributeTooLarge`.
   */
  changeRule(rule: MembershipRule, effect: RuleEffect, at: Instant): GroupChange {
    const { rule: old, origin, kind } = this.state;
    if (old === undefined || origin !== undefined) throw governedOtherwise(this.state, 'rule');
    const ordered = membershipRule(rule);
    const isSame = equalJson(journaledRule(old), journaledRule(ordered));
    if (isSame) return unchanged(this);
    const revised = new Group({ ...this.state, rule: ordered });
    const counts = revised.event('GroupRuleChanged', at, {}, { ...effect });
    // Both rules whole, with what they mean, so that who came and went can be found again whatever becomes of the
    // group and of the attributes that the rules name.
    const whole = (one: MembershipRule) => ({
      ...journaledRule(one),
      condition: one.criteria,
      criteria: ruleCriteria(ruleAt(one, at), kind),
    });
    const change = { path: 'rule', from: whole(old), to: whole(ordered) };
    const events = [{ ...counts, changes: [change, ...counts.changes] }];
    return { before: this, state: revised.changedAt(at), events, membership: nobody };
  }

  /** Has its members have a role, another one, or none. */
  giveRole(givesRole: AssignableRole | undefined, at: Instant): GroupChange {
    const before = this.state.givesRole;
    if (givesRole === before) return unchanged(this);
    const type = givesRole === undefined ? 'GroupRoleWithdrawn' : 'GroupRoleGiven';
    return this.changedBy({ givesRole }, this.event(type, at, { givesRole: before }, { givesRole }));
  }

  /**
   * Lets an agent, as a limited administrator, say who belongs to it; doing so twice changes nothing.
   *
   * @throws DomainError `attributeTooLarge`.
   */
  grantTo(agentId: AgentId, at: Instant): GroupChange {
    const { grantedTo } = this.state;
    if (grantedTo.includes(agentId)) return unchanged(this);
    if (grantedTo.length >= groupLimits.grantedToMax) {
      const message = `A group can be granted to ${groupLimits.grantedToMax} agents at most. Take it from one of them first.`;
      throw new DomainError('attributeTooLarge', message, { attribute: 'agentId' });
    }
    const granted = this.event('GroupGranted', at, {}, { grantedTo: agentId });
    return this.changedBy({ grantedTo: [...grantedTo, agentId] }, granted);
  }

  /** Takes that back; who was granted nothing loses nothing. */
  withdrawFrom(agentId: AgentId, at: Instant): GroupChange {
    const grantedTo = this.state.grantedTo.filter((one) => one !== agentId);
    if (grantedTo.length === this.state.grantedTo.length) return unchanged(this);
    return this.changedBy({ grantedTo }, this.event('GroupGrantWithdrawn', at, { grantedTo: agentId }, {}));
  }

  /**
   * Whoever does not govern a group cannot change it.
   *
   * @throws DomainError `groupGovernedOtherwise`.
   */
  requireGovernedBy(changer: GroupChanger): void {
    if (this.state.governedBy !== changer) throw governedOtherwise(this.state, changer);
  }

  /**
   * Ends the group's life.
   *
   * @param members - all whom it names, so that the journal tells who belonged.
   */
  remove(at: Instant, members: readonly GroupMember[] = []): GroupChange {
    const { kind, governedBy, rule, origin, givesRole, grantedTo } = this.state;
    const had = {
      ...{ ...this.desired(), kind, governedBy, rule: rule && journaledRule(rule), givesRole },
      ...{ templateId: origin?.templateId, grantedTo: listedIds(grantedTo) },
      memberCount: rule === undefined ? members.length : undefined,
    };
    const events = parts(members).map((left, index, { length }) => {
      const told = { members: memberValues(left) };
      if (index < length - 1) return this.event('GroupMembersChanged', at, told, {});
      const removed = this.event('GroupRemoved', at, { ...had, ...told }, {});
      const condition = rule && { path: 'rule.condition', from: rule.criteria };
      return { ...removed, changes: [...removed.changes, ...(condition === undefined ? [] : [condition])] };
    });
    return { before: this, state: this.changedAt(at), removes: true, events, membership: nobody };
  }

  private changedBy(fields: Partial<GroupState>, event: GroupEvent): GroupChange {
    const state = new Group({ ...this.state, ...fields }).changedAt(event.at);
    return { before: this, state, events: [event], membership: nobody };
  }

  private changedAt(at: Instant): Group {
    return new Group({ ...this.state, version: this.state.version + 1, lastModifiedAt: at });
  }

  private event(type: GroupEvent['type'], at: Instant, before: JsonObject, after: JsonObject): GroupEvent {
    const { accountId, id, displayName } = this.state;
    const target = { type: 'group' as const, id, name: displayName };
    return { type, accountId, at, target, changes: attributeChanges(before, after) };
  }
}

/** Of many members an entry holds so many, and the last entry the rest. */
function parts(members: readonly GroupMember[]): readonly (readonly GroupMember[])[] {
  const size = groupLimits.membersPerChangeMax;
  const count = Math.max(1, Math.ceil(members.length / size));
  return Array.from({ length: count }, (_, index) => members.slice(index * size, (index + 1) * size));
}

const unchanged = (group: Group): GroupChange => ({
  ...{ before: group, state: group },
  ...{ events: [], membership: nobody },
});
