import type { GroupReference } from '../../../domain/group/group-reference.ts';
import type { AttributeChange } from '../../../domain/shared/attribute-change.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { RecordedJournalEntry } from '../../ports/event-feed.ts';

/** An entry of the journal by which something became otherwise: which it is, who did it, when and by which request. */
export type Cause = Pick<RecordedJournalEntry, 'position' | 'at' | 'action' | 'principal' | 'requestId'>;

/** That an agent belongs to a group at one of two times and not at the other. */
export interface MembershipDifference {
  readonly group: GroupReference;
  readonly became: 'joined' | 'left';
  /** The entries by which that happened, the oldest first. */
  readonly causes: readonly Cause[];
  /** Where it happened by itself: when the exception of the group's rule ended. */
  readonly exceptionEndedAt?: Instant;
}

/** What differs of an agent or a group between two times. */
export interface Difference {
  readonly type: 'agent' | 'group';
  readonly id: string;
  /** The userName or displayName, at the later time where it was there then. */
  readonly name: string;
  /** `same` where nothing but memberships differ. */
  readonly became: 'came' | 'went' | 'changed' | 'same';
  /** What is otherwise, from the earlier time to the later one, whatever was in between. */
  readonly changes: readonly AttributeChange[];
  /** The entries about it that are between the times, the oldest first; of very many the last. */
  readonly causes: readonly Cause[];
  /** Of an agent. */
  readonly memberships: readonly MembershipDifference[];
}

/** Of one agent or group, so that a difference is bounded. */
export const causesMax = 100;

export const causeOf = ({ position, at, action, principal, requestId }: RecordedJournalEntry): Cause => ({
  ...{ position, at, action, principal, requestId },
});

/** Of two states, of which one may be missing. */
export const becameOf = (before: unknown, after: unknown, changes: number): Difference['became'] =>
  before === undefined ? 'came' : after === undefined ? 'went' : changes > 0 ? 'changed' : 'same';
