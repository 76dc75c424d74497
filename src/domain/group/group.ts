import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import type { AccountId, AgentId, GroupId } from '../shared/identifiers.ts';
import type { Instant } from '../shared/instant.ts';
import type { JsonObject } from '../shared/json.ts';
import type { GroupEvent } from './group-events.ts';

/** What a directory wants a group to be, its members apart. */
export interface DesiredGroup {
  readonly displayName: string;
  readonly externalId?: string;
}

export interface GroupState {
  readonly id: GroupId;
  readonly accountId: AccountId;
  readonly displayName: string;
  readonly externalId?: string;
  readonly removed: boolean;
  /** Counts from 1, one up with every change, also of the membership. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly lastModifiedAt: Instant;
}

/** Who joins and who leaves; only agents who were not, or were, members. */
export interface MembershipChange {
  readonly joined: readonly AgentId[];
  readonly left: readonly AgentId[];
}

export interface GroupChange extends Change<Group, GroupEvent> {
  readonly membership: MembershipChange;
}
