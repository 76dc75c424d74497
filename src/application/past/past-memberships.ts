import type { Group } from '../../domain/group/group.ts';
import type { GroupReference } from '../../domain/group/group-reference.ts';
import { ruleAt } from '../../domain/group/rule-exceptions.ts';
import { RuleGroups } from '../../domain/group/rule-groups.ts';
import type { AgentView } from '../../domain/membership/agent-view.ts';
import { groupsOfAgent } from '../../domain/membership/groups-of-agent.ts';
import type { AgentId, GroupId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { PastAgent } from './past-agents.ts';
import type { PastGroups } from './past-groups.ts';

/** To which groups agents belonged at a time: who was named, and who followed from the rules of the time. */
export class PastMemberships {
  /** Those of the time, as rules governed them. */
  readonly ruleGroups: RuleGroups;
  private rejoining: ReadonlyMap<AgentId, readonly GroupId[]>;

  constructor(
    private readonly past: PastGroups,
    at: Instant,
  ) {
    const ruled = [...past.groups.values()].flatMap(({ state: { id, displayName, kind, rule } }) =>
      rule === undefined ? [] : [{ id, displayName, kind, rule: ruleAt(rule, at) }],
    );
    this.ruleGroups = new RuleGroups(ruled);
    this.rejoining = rejoiningOf(past);
  }

  /** To be called whenever agents with their groups of today were read. */
  async readOn(): Promise<void> {
    if (await this.past.since.readOn()) this.rejoining = rejoiningOf(this.past);
  }

  viewOf({ agent, groupsNow }: PastAgent): AgentView {
    const { id } = agent.state;
    const stayed = groupsNow.filter(
      (group) => this.past.since.before.get(group.id)?.members.get(id) !== false,
    );
    const ids = new Set([...stayed.map((group) => group.id), ...(this.rejoining.get(id) ?? [])]);
    const named = [...ids].flatMap((group) => {
      const state = this.past.groups.get(group)?.state;
      return state === undefined || state.governedBy === 'rule' ? [] : [referenceTo(state)];
    });
    return { agent, groups: groupsOfAgent(agent, { named, ofValues: [] }, this) };
  }
}

/** The groups that each agent was named in, as their entries since tell. */
function rejoiningOf({ since }: PastGroups): ReadonlyMap<AgentId, readonly GroupId[]> {
  const rejoining = new Map<AgentId, GroupId[]>();
  for (const [group, { members }] of since.before) {
    for (const [agent, belonged] of members) {
      if (!belonged) continue;
      const known = rejoining.get(agent);
      if (known === undefined) rejoining.set(agent, [group]);
      else known.push(group);
    }
  }
  return rejoining;
}

const referenceTo = ({ id, displayName, kind }: Group['state']): GroupReference => ({
  id,
  displayName,
  kind,
});
