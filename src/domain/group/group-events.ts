import type { DomainEvent } from '../shared/domain-event.ts';

type GroupEventType =
  /** The group came into being; `changes` holds its attributes and its first members. */
  | 'GroupCreated'
  /** Attributes changed; `changes` holds each with its old and new value. */
  | 'GroupUpdated'
  /** Agents joined or left; `changes` holds one entry for `members`: `from` the ids that left, `to` those that joined. */
  | 'GroupMembersChanged'
  /**
   * Another rule governs; `changes` holds the rules whole, each with `condition`, what its text means, and `criteria`, all
   * that decides who belongs by it, and how many agents joined and left by the change.
   */
  | 'GroupRuleChanged'
  /** Its members have a role by it, another one, or none. */
  | 'GroupRoleGiven'
  | 'GroupRoleWithdrawn'
  /** A limited administrator may, or may no longer, say who belongs to it; `changes` holds the agent's id. */
  | 'GroupGranted'
  | 'GroupGrantWithdrawn'
  /**
   * The group is gone for good, and with it its memberships; `changes` holds the attributes that it had, what its rule meant
   * and whom it named. Of very many members entries before this one tell.
   */
  | 'GroupRemoved';

export type GroupEvent = DomainEvent<GroupEventType, 'group'>;
