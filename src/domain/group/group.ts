import { requireWellFormed } from '../agent/bounded-attributes.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { DomainError } from '../shared/domain-error.ts';
import { foldCase } from '../shared/fold-case.ts';
import type { AccountId, AgentId, GroupId } from '../shared/identifiers.ts';
import type { Instant } from '../shared/instant.ts';
import type { JsonObject } from '../shared/json.ts';
import type { GroupEvent } from './group-events.ts';
import { groupLimits } from './group-limits.ts';
import { type MembershipChange, requireFewMembers } from './membership.ts';

/** What a directory wants a group to be, its members apart. */
export interface DesiredGroup {
  readonly displayName: string;
  readonly externalId?: string;
}

/** What decides who belongs to a group: `push`, the directory says so of each member. */
export type GroupGovernance = 'push';

export interface GroupState {
  readonly id: GroupId;
  readonly accountId: AccountId;
  readonly displayName: string;
  readonly externalId?: string;
  readonly governedBy: GroupGovernance;
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
  ): GroupChange {
    requireFewMembers(members.length);
    const group = new Group({
      ...{ id, accountId, ...attributesOf(desired), governedBy: 'push', removed: false },
      ...{ version: 1, createdAt: at, lastModifiedAt: at },
    });
    const attributes = { ...group.desired(), members: valuesOf(members) };
    const events = [group.event('GroupCreated', at, {}, attributes)];
    return { state: group, events, membership: { joined: members, left: [] } };
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

  /** @throws DomainError `groupRemoved`. */
  remove(at: Instant): GroupChange {
    this.refuseIfRemoved();
    const state = new Group({ ...this.state, removed: true }).changedAt(at);
    const events = [this.event('GroupRemoved', at, { ...this.desired() }, {})];
    return { before: this, state, events, membership: nobody };
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
