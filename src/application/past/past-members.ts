import { type CriteriaPredicate, criteriaPredicate } from '../../criteria/match-criteria.ts';
import { agentValues } from '../../domain/agent/agent-values.ts';
import type { Group } from '../../domain/group/group.ts';
import { groupLimits } from '../../domain/group/group-limits.ts';
import type { GroupMember } from '../../domain/group/group-member.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import { ruleCriteria } from '../../domain/group/membership-rule.ts';
import { ruleAt } from '../../domain/group/rule-exceptions.ts';
import type { AgentId, GroupId } from '../../domain/shared/identifiers.ts';
import { Turns } from '../ports/turns.ts';
import type { PastAccount } from './past-account.ts';
import { PastAgents } from './past-agents.ts';
import { groupSince } from './past-groups.ts';

interface AskedRule {
  readonly id: GroupId;
  readonly belongs: CriteriaPredicate;
  readonly members: GroupMember[];
}

const membersMax = groupLimits.membersPerListMax;
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
  async of(group: Group, after: AgentId | undefined, limit: number): Promise<readonly GroupMember[]> {
    if (group.state.rule === undefined) return this.named(group, after, limit);
    return (await this.byRules([group], after, limit)).get(group.state.id) ?? [];
  }

  /** With all of them, or without where they are more than a list holds. */
  async view(group: Group): Promise<GroupView> {
    const [view = { group }] = await this.views([group]);
    return view;
  }

  /**
   * The first of the groups with their members: as many of these as have no more than a list holds together. A group that
   * alone has more comes without members, and others follow it.
   */
  async views(groups: readonly Group[]): Promise<readonly GroupView[]> {
    const ofRules = await this.byRules(groups, undefined, membersMax + 1);
    const views: GroupView[] = [];
    let left = membersMax;
    for (const group of groups) {
      const { id, rule } = group.state;
      const members =
        rule === undefined ? await this.named(group, undefined, membersMax + 1) : ofRules.get(id);
      if (members !== undefined && members.length > membersMax) {
        views.push({ group, membersOmitted: true });
        continue;
      }
      if (members === undefined || members.length > left) break;
      views.push({ group, members });
      left -= members.length;
    }
    return views;
  }

  /**
   * Those who followed from the rules of the time: each agent as it was is held against them.
   *
   * @returns no members of groups that no page holds beside those before them.
   */
  private async byRules(
    groups: readonly Group[],
    after: AgentId | undefined,
    limit: number,
  ): Promise<ReadonlyMap<GroupId, readonly GroupMember[]>> {
    let asked: readonly AskedRule[] = groups.flatMap(({ state: { id, kind, rule } }) => {
      if (rule === undefined) return [];
      const belongs = criteriaPredicate(ruleCriteria(ruleAt(rule, this.past.at), kind));
      return [{ id, belongs, members: [] }];
    });
    const isFull = () => asked.every(({ members }) => members.length === limit);
    const turns = new Turns();
    for await (const page of isFull() ? [] : new PastAgents(this.past).pages(after, false)) {
      for (const { agent } of page) {
        const { id, userName } = agent.state;
        const values = agentValues({ agent });
        for (const { belongs, members } of asked)
          if (members.length < limit && belongs(values)) members.push({ id, userName });
        const turn = turns.giveWay();
        if (turn !== undefined) await turn;
      }
      asked = fittingTogether(asked);
      if (isFull()) break;
    }
    return new Map(asked.map(({ id, members }) => [id, members]));
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

/** Without those behind which have no room any more, so that what is remembered is bounded. */
function fittingTogether(asked: readonly AskedRule[]): readonly AskedRule[] {
  let together = 0;
  const end = asked.findIndex(({ members: { length } }) => {
    if (length <= membersMax) together += length;
    return together > membersMax;
  });
  return end === -1 ? asked : asked.slice(0, Math.max(1, end));
}
