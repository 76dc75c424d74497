import type { Group } from '../../../domain/group/group.ts';
import { groupLimits } from '../../../domain/group/group-limits.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import type { GroupReader } from '../../ports/group-repository.ts';

/** All whom a group names, for the journal when it is removed; nobody where a rule decides, of which the journal has the rule. */
export async function namedMembers(
  groups: Pick<GroupReader, 'members'>,
  group: Group,
): Promise<readonly GroupMember[]> {
  const members: GroupMember[] = [];
  if (group.state.governedBy === 'rule') return members;
  const limit = groupLimits.membersPerListMax;
  for (;;) {
    const some = await groups.members(group, members.at(-1)?.id, limit);
    members.push(...some);
    if (some.length < limit) return members;
  }
}
