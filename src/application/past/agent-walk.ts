import type { Criteria } from '../../criteria/criteria.ts';
import { criteriaPredicate } from '../../criteria/match-criteria.ts';
import { agentNamedBy } from '../../domain/agent/agent-named-by.ts';
import { agentValues } from '../../domain/agent/agent-values.ts';
import type { AgentView } from '../../domain/membership/agent-view.ts';
import { type AgentId, agentId } from '../../domain/shared/identifiers.ts';
import { Turns } from '../ports/turns.ts';
import type { PastAccount } from './past-account.ts';
import { type PastAgent, PastAgents } from './past-agents.ts';
import type { PastMemberships } from './past-memberships.ts';

/** Goes through the agents that there were, in the order in which they came into being. */
export class AgentWalk {
  private readonly agents: PastAgents;

  /** @param memberships - absent where groups are neither wanted nor asked about. */
  constructor(
    private readonly past: PastAccount,
    private readonly criteria: Criteria,
    private readonly memberships: PastMemberships | undefined,
  ) {
    this.agents = new PastAgents(past);
  }

  /** Those that satisfy the criteria, behind one of them. */
  async *found(behind?: AgentId): AsyncGenerator<readonly AgentView[]> {
    const isAsked = criteriaPredicate(this.criteria);
    const turns = new Turns();
    for await (const page of this.pages(behind)) {
      await this.memberships?.readOn();
      const found: AgentView[] = [];
      for (const one of page) {
        const view = this.viewOf(one);
        if (isAsked(agentValues(view))) found.push(view);
        const turn = turns.giveWay();
        if (turn !== undefined) await turn;
      }
      yield found;
    }
  }

  async views(ids: readonly AgentId[]): Promise<readonly AgentView[]> {
    const views: AgentView[] = [];
    for (const id of ids) {
      const one = await this.agents.find(id);
      await this.memberships?.readOn();
      if (one !== undefined) views.push(this.viewOf(one));
    }
    return views;
  }

  private viewOf(one: PastAgent): AgentView {
    return this.memberships?.viewOf(one) ?? { agent: one.agent };
  }

  /** Who can be asked for by name is found at once; all others page by page. */
  private async *pages(behind: AgentId | undefined): AsyncGenerator<readonly PastAgent[]> {
    const { agents: now, journal } = this.past.scope;
    const name = agentNamedBy(this.criteria);
    if (name === undefined) return yield* this.agents.pages(behind, this.memberships !== undefined);
    const query = { criteria: this.criteria, from: 0, limit: 1, withTotal: false };
    const { resources } = await now.list(query, false);
    const ids = name.path === 'id' ? [name.value] : await journal.past.idsNamed('agent', name.value);
    const all = new Set([...resources.map(({ agent }) => agent.state.id as string), ...ids]);
    for (const id of [...all].sort()) {
      const found = behind === undefined || id > behind ? await this.agents.find(agentId(id)) : undefined;
      if (found !== undefined) yield [found];
    }
  }
}
