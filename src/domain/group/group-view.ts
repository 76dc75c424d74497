import type { Group } from './group.ts';
import type { GroupMember } from './group-member.ts';

/** A group with its members, which are no part of its state: there may be very many. */
export interface GroupView {
  readonly group: Group;
  /** In the order of their ids; absent where they were not asked for, and where they were omitted. */
  readonly members?: readonly GroupMember[];
  /** They were asked for, and are more than `groupLimits.membersPerListMax`; `readGroupMembers` reads them page by page. */
  readonly membersOmitted?: true;
}
