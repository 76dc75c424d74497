import { criteriaPredicate } from '../../criteria/match-criteria.ts';
import { agentValues } from '../../domain/agent/agent-values.ts';
import type { Group } from '../../domain/group/group.ts';
import { groupLimits } from '../../domain/group/group-limits.ts';
import type { GroupMember } from '../../domain/group/group-member.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import { type MembershipRule, ruleCriteria } from '../../domain/group/membership-rule.ts';
import { ruleAt } from '../../domain/group/rule-exceptions.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import { Turns } from '../ports/turns.ts';
import type { PastAccount } from './past-account.ts';
import { PastAgents } from './past-agents.ts';
import { groupSince } from './past-groups.ts';

const everybody = () => true;
const nobody: ReadonlyMap<AgentId, boolean> = new Map();

/** Who belonged to groups at a time. */
export class PastMembers {
  constructor(private readonly past: PastAccount) {}

  /**
   * So many members behind one of them, in the order of their ids.
   *
   * @param group - as it was then.
   */
  of(group: Group, after: AgentId | undefined, limit: number): Promise<readonly GroupMember[]> {
    const { rule } = group.state;
    return rule === undefined ? this.named(group, after, limit) : this.byRule(group, rule, after, limit);
  }

  /** With all of them, or without where they are more than a list holds. */
  async view(group: Group): Promise<GroupView> {
    const max = groupLimits.membersPerListMax;
    const members = await this.of(group, undefined, max + 1);
    return members.length > max ? { group, membersOmitted: true } : { group, members };
  }

  /** Those who followed from the rule of the time: each agent as it was is held against it. */
  private async byRule(
    { state: { kind } }: Group,
    rule: MembershipRule,
    after: AgentId | undefined,
    limit: number,
  ): Promise<readonly GroupMember[]> {
    const belongs = criteriaPredicate(ruleCriteria(ruleAt(rule, this.past.at), kind));
    const members: GroupMember[] = [];
    const turns = new Turns();
    for await (const page of new PastAgents(this.past).pages(after, false)) {
      for (const { agent } of page) {
        if (belongs(agentValues({ agent })))
          members.push({ id: agent.state.id, userName: agent.state.userName });
        if (members.length === limit) return members;
      }
      const turn = turns.giveWay();
      if (turn !== undefined) await turn;
    }
    return members;
  }

  /** Those whom the group names now, and those whom its entries since tell of. */
  private async named(
    group: Group,
    after: AgentId | undefined,
    limit: number,
  ): Promise<readonly GroupMember[]> {
    const ids: AgentId[] = [];
    for (let end = after; ; ) {
      const now = (await this.past.scope.groups.members(group, end, limit)).map(({ id }) => id);
      const start = end;
      end = now.length < limit ? undefined : now.at(-1);
      const since = await groupSince(this.past, group.state.id, everybody);
      const before = since?.members ?? nobody;
      const others = [...before].flatMap(([id, belonged]) => (belonged ? [id] : []));
      const all = new Set([...now.filter((id) => before.get(id) !== false), ...others]);
      const isHere = (id: AgentId) => (start === undefined || id > start) && (end === undefined || id <= end);
      ids.push(...[...all].filter(isHere).sort());
      if (ids.length >= limit || end === undefined) return this.membersWithNames(ids.slice(0, limit));
    }
  }

  /** A userName never changes, so that it is the same of those who are there and of those who are not. */
  private async membersWithNames(ids: readonly AgentId[]): Promise<readonly GroupMember[]> {
    const userNames = await this.past.scope.agents.userNames(ids);
    const gone = ids.filter((id) => !userNames.has(id));
    const removals = await this.past.scope.journal.removals('agent', gone);
    return ids.map((id) => ({ id, userName: userNames.get(id) ?? removals.get(id)?.name ?? '' }));
  }
}
