import { requireWellFormed } from '../agent/bounded-attributes.ts';
import type { Field, Scalar } from '../criteria/field.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { DomainError } from '../shared/domain-error.ts';
import { foldCase } from '../shared/fold-case.ts';
import type { AccountId, AgentId, GroupId, GroupTemplateId } from '../shared/identifiers.ts';
import type { Instant } from '../shared/instant.ts';
import { equalJson, type JsonObject } from '../shared/json.ts';
import type { AgentCount } from './agent-count.ts';
import type { GroupEvent } from './group-events.ts';
import { groupLimits } from './group-limits.ts';
import type { GroupKind } from './group-reference.ts';
import { type MembershipChange, requireFewMembers } from './membership.ts';
import { type MembershipRule, membershipRule } from './membership-rule.ts';

/** What a directory wants a group to be, its members apart. */
export interface DesiredGroup {
  readonly displayName: string;
  readonly externalId?: string;
}

/**
 * What decides who belongs to a group: the directory, which pushes its members; people here, by hand; or a rule, from
 * which its membership follows.
 */
export type GroupGovernance = 'push' | 'hand' | 'rule';

/** What a new group is, apart from its name. */
export interface GroupNature {
  readonly kind: GroupKind;
  readonly governedBy: Exclude<GroupGovernance, 'rule'>;
}

/** The template that made a group, and for which value. */
export interface GroupOrigin {
  readonly templateId: GroupTemplateId;
  readonly field: Field;
  readonly value: Scalar;
}

/** How many agents a rule gives a group, and takes from it. */
export interface RuleEffect {
  readonly joined: AgentCount;
  readonly left: AgentCount;
}

export interface GroupState {
  readonly id: GroupId;
  readonly accountId: AccountId;
  readonly displayName: string;
  readonly externalId?: string;
  readonly kind: GroupKind;
  readonly governedBy: GroupGovernance;
  /** Present where it governs. */
  readonly rule?: MembershipRule;
  /** Absent for groups that no template made. */
  readonly origin?: GroupOrigin;
  readonly removed: boolean;
  /** Counts from 1, one up with every change, also of the membership. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly lastModifiedAt: Instant;
}

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
    members: readonly AgentId[],
    at: Instant,
    { kind, governedBy }: GroupNature = { kind: 'agents', governedBy: 'push' },
  ): GroupChange {
    requireFewMembers(members.length);
    const group = new Group({
      ...{ id, accountId, ...attributesOf(desired), kind, governedBy, removed: false },
      ...{ version: 1, createdAt: at, lastModifiedAt: at },
    });
    const attributes = { ...group.desired(), kind, governedBy, members: valuesOf(members) };
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
    { kind, rule, joined, origin }: RuledNature,
    at: Instant,
  ): GroupChange {
    const group = new Group({
      ...{
        id,
        accountId,
        ...attributesOf(desired),
        kind,
        governedBy: 'rule',
        rule: membershipRule(rule),
        origin,
      },
      ...{ removed: false, version: 1, createdAt: at, lastModifiedAt: at },
    });
    const { templateId } = origin ?? {};
    const attributes = {
      ...group.desired(),
      kind,
      governedBy: 'rule',
      templateId,
      rule: journaled(rule),
      joined,
    };
    return { state: group, events: [group.event('GroupCreated', at, {}, attributes)], membership: nobody };
  }

  /** A group as it was stored; invariants held when it was. */
  static restore(state: GroupState): Group {
    return new Group(state);
  }

  /** What the group is, in the shape in which a directory says what it should be. */
  desired(): DesiredGroup {
    const { displayName, externalId } = this.state;
    return { displayName, externalId };
  }

  /**
   * Makes the group what is desired. No difference is no change: no event, no new version.
   *
   * @throws DomainError `groupRemoved`, and what `create` throws.
   */
  revise(desired: DesiredGroup, membership: MembershipChange, at: Instant): GroupChange {
    this.refuseIfRemoved();
    const { joined, left } = membership;
    requireFewMembers(joined.length + left.length);
    const revised = new Group({ ...this.state, ...attributesOf(desired) });
    const events = [
      revised.event('GroupUpdated', at, { ...this.desired() }, { ...revised.desired() }),
      revised.event('GroupMembersChanged', at, { members: valuesOf(left) }, { members: valuesOf(joined) }),
    ].filter(({ changes }) => changes.length > 0);
    if (events.length === 0) return { before: this, state: this, events, membership: nobody };
    return { before: this, state: revised.changedAt(at), events, membership };
  }

  /**
   * Puts another rule in the place of the group's.
   *
   * @param effect - how many come and go by it.
   * @throws DomainError `groupRemoved`, `groupGovernedOtherwise`, `ruleInvalid`, `attributeTooLarge`.
   */
  changeRule(rule: MembershipRule, effect: RuleEffect, at: Instant): GroupChange {
    this.refuseIfRemoved();
    const { rule: old, origin, displayName } = this.state;
    if (old === undefined || origin !== undefined) {
      const why =
        old === undefined ? this.governanceText() : 'by a template, which alone decides of its rule';
      const message = `The group ${JSON.stringify(displayName)} is governed ${why}, so its rule cannot be changed.`;
      throw new DomainError('groupGovernedOtherwise', message);
    }
    const revised = new Group({ ...this.state, rule: membershipRule(rule) });
    const [from, to] = [journaled(old), journaled(membershipRule(rule))];
    if (equalJson(from, to)) return { before: this, state: this, events: [], membership: nobody };
    const counts = revised.event('GroupRuleChanged', at, {}, { ...effect });
    // Both rules whole, so that who came and went can be found again.
    const events = [{ ...counts, changes: [{ path: 'rule', from, to }, ...counts.changes] }];
    return { before: this, state: revised.changedAt(at), events, membership: nobody };
  }

  /**
   * Whoever does not govern a group cannot change it.
   *
   * @throws DomainError `groupGovernedOtherwise`.
   */
  requireGovernedBy(changer: 'push' | 'hand'): void {
    const { governedBy, displayName, origin } = this.state;
    if (governedBy === changer) return;
    const way = changer === 'push' ? 'over SCIM' : 'by hand';
    const instead = {
      push: 'Change it in the directory that pushes it.',
      hand: 'An administrator changes it here.',
      rule:
        origin === undefined
          ? 'An administrator changes its rule, or the lists of who always and who never belongs.'
          : 'It comes and goes with the values of the attribute.',
    }[governedBy];
    const message = `The group ${JSON.stringify(displayName)} is governed ${this.governanceText()}, so it cannot be changed ${way}. ${instead}`;
    throw new DomainError('groupGovernedOtherwise', message, { governedBy });
  }

  /** @throws DomainError `groupRemoved`. */
  remove(at: Instant): GroupChange {
    this.refuseIfRemoved();
    const state = new Group({ ...this.state, removed: true }).changedAt(at);
    const { kind, governedBy, rule } = this.state;
    const had = { ...this.desired(), kind, governedBy, rule: rule && journaled(rule) };
    const events = [this.event('GroupRemoved', at, had, {})];
    return { before: this, state, events, membership: nobody };
  }

  private governanceText(): string {
    const { governedBy, origin } = this.state;
    if (origin !== undefined) return 'by a template';
    return { push: 'by the directory', hand: 'by hand', rule: 'by a rule' }[governedBy];
  }

  private changedAt(at: Instant): Group {
    return new Group({ ...this.state, version: this.state.version + 1, lastModifiedAt: at });
  }

  private refuseIfRemoved(): void {
    if (!this.state.removed) return;
    const message = `The group ${this.state.id} was removed, and nothing can bring it back.`;
    throw new DomainError('groupRemoved', message);
  }

  private event(type: GroupEvent['type'], at: Instant, before: JsonObject, after: JsonObject): GroupEvent {
    const { accountId, id, displayName } = this.state;
    const target = { type: 'group' as const, id, name: displayName };
    return { type, accountId, at, target, changes: attributeChanges(before, after) };
  }
}

interface RuledNature {
  readonly kind: GroupKind;
  readonly rule: MembershipRule;
  /** How many belong to it; not said of a template's, whose members are in other entries. */
  readonly joined?: AgentCount;
  readonly origin?: GroupOrigin;
}

/** A rule as the journal names it. */
const journaled = ({ text, always, never, includesDeactivated }: MembershipRule): JsonObject => ({
  ...{ text, always: valuesOf(always), never: valuesOf(never), includesDeactivated },
});

/** A list of nobody is no value. */
const valuesOf = (ids: readonly AgentId[]) => (ids.length === 0 ? undefined : ids);

function attributesOf({ displayName, externalId }: DesiredGroup): DesiredGroup {
  if (displayName.trim() === '') {
    const message = '"displayName" is empty; every group has a name by which people tell it apart.';
    throw new DomainError('attributeInvalid', message, { attribute: 'displayName' });
  }
  requireWellFormed(displayName, 'displayName');
  const characters = Math.max(displayName.length, foldCase(displayName).length);
  requireLength('displayName', characters, groupLimits.displayNameCharactersMax);
  if (externalId !== undefined) {
    requireWellFormed(externalId, 'externalId');
    requireLength('externalId', externalId.length, groupLimits.externalIdCharactersMax);
  }
  return { displayName, externalId };
}

function requireLength(attribute: string, characters: number, max: number): void {
  if (characters <= max) return;
  const message = `"${attribute}" has ${characters} characters; allowed are at most ${max}.`;
  throw new DomainError('attributeTooLarge', message, { attribute });
}
