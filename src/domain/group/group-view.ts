import type { Group } from './group.ts';
import type { GroupMember } from './group-member.ts';

/** A group with its members, which are no part of its state: there may be very many. */
export interface GroupView {
  readonly group: Group;
  /** In the order of their ids; absent where they were not asked for. */
  readonly members?: readonly GroupMember[];
}
