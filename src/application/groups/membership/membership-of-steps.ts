import type { Group } from '../../../domain/group/group.ts';
import { groupLimits } from '../../../domain/group/group-limits.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import { type MembershipChange, requireFewMembers } from '../../../domain/group/membership.ts';
import { type MembershipStep, MembershipSteps } from '../../../domain/group/membership-steps.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { GroupRepository } from '../../ports/group-repository.ts';
import { inTurns, Turns } from '../../ports/turns.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { type RejectedMembers, rejectedMembers } from './rejected-members.ts';

const membersPerPageMax = 5000;
/** Nothing else is done while the members of a page are compared with filters: whoever waits has a turn between pages. */
const comparisonsPerPage = 500_000;

/** What steps do to a group's membership. */
interface MembershipOfSteps extends MembershipChange {
  /** Whom the steps add and who cannot be members; they do not join. */
  readonly rejected: readonly RejectedMembers[];
}

/**
 * Who joins and leaves the group by these steps, taken in order. Its members are read, once, only where a step concerns
 * some whom it does not name, so that to add one costs the same in a group of any size.
 *
 * @throws DomainError `attributeTooLarge`, `criteriaTooWide`.
 */
export async function membershipOfSteps(
  { groups, journal }: Pick<WriteScope, 'groups' | 'journal'>,
  group: Group,
  given: readonly MembershipStep[],
): Promise<MembershipOfSteps> {
  const steps = await inTurns(MembershipSteps.of(given));
  requireFewMembers(steps.named.size);
  const left: GroupMember[] = [];
  const unread = new Set(steps.concernsUnnamed ? steps.added : steps.named);
  if (steps.concernsUnnamed) {
    const perPage = Math.ceil(comparisonsPerPage / Math.max(1, steps.comparisonsPerAgent));
    for await (const member of membersOf(groups, group, Math.min(perPage, membersPerPageMax))) {
      unread.delete(member.id);
      if (!steps.leaveIn(member, true)) left.push(member);
    }
  }
  // With those who are to be named in the journal.
  const leaving = left.slice(0, groupLimits.namesPerEntryMax).map(({ id }) => id);
  const candidates = await groups.candidates(group.state, [...unread, ...leaving]);
  const added = [...steps.added].filter((id) => unread.has(id));
  const rejected = await rejectedMembers(added, candidates, journal);
  const joined: GroupMember[] = [];
  const turns = new Turns();
  for (const id of unread) {
    const turn = turns.giveWay();
    if (turn !== undefined) await turn;
    const agent = candidates.agents.get(id);
    const belongs = candidates.members.has(id);
    if (agent === undefined || steps.leaveIn(agent, belongs) === belongs) continue;
    if (belongs) left.push(agent);
    else if (!candidates.withoutRole.has(id)) joined.push(agent);
  }
  return { joined, left: left.map((member) => candidates.agents.get(member.id) ?? member), rejected };
}

async function* membersOf(
  groups: GroupRepository,
  group: Group,
  perPage: number,
): AsyncGenerator<GroupMember> {
  let page: readonly GroupMember[];
  let after: AgentId | undefined;
  do {
    page = await groups.members(group, after, perPage);
    yield* page;
    after = page.at(-1)?.id;
  } while (page.length === perPage);
}
