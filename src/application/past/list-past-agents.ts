import type { Criteria } from '../../criteria/criteria.ts';
import { criteriaPredicate } from '../../criteria/match-criteria.ts';
import type { Ordering } from '../../criteria/ordering.ts';
import { agentNamedBy } from '../../domain/agent/agent-named-by.ts';
import { agentValues } from '../../domain/agent/agent-values.ts';
import type { AgentView } from '../../domain/membership/agent-view.ts';
import { asksAboutGroups } from '../../domain/membership/criteria-about-groups.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { type AgentId, agentId } from '../../domain/shared/identifiers.ts';
import type { ListPage, ListQuery } from '../ports/list-page.ts';
import { Turns } from '../ports/turns.ts';
import type { PastAccount } from './past-account.ts';
import { type PastAgent, PastAgents } from './past-agents.ts';
import { pastGroups } from './past-groups.ts';
import { PastMemberships } from './past-memberships.ts';
import { PastOrder, type Place, positionBehind } from './past-order.ts';

/** So that what has to be remembered is bounded. */
const sortedMax = 1_000_000;

/**
 * A list of agents as it would have been answered then. It is made by looking at the agents one after the other: a
 * page costs as much as the agents before it, and the total, or an order by an attribute, as much as all of them.
 *
 * @throws DomainError `criteriaTooWide`, `pastUntold`.
 */
export async function listPastAgents(
  past: PastAccount,
  query: ListQuery,
  withGroups: boolean,
): Promise<ListPage<AgentView>> {
  const needsGroups = withGroups || asksAboutGroups(query.criteria);
  const memberships = needsGroups
    ? new PastMemberships(await pastGroups(past, () => true), past.at)
    : undefined;
  const walk = new AgentWalk(past, query.criteria, memberships);
  const page =
    query.ordering === undefined
      ? await inOrderOfBirth(walk, query)
      : await inOrderOf(walk, query, query.ordering);
  if (withGroups) return page;
  return { ...page, resources: page.resources.map(({ agent }) => ({ agent })) };
}

async function inOrderOfBirth(
  walk: AgentWalk,
  { from, limit, withTotal }: ListQuery,
): Promise<ListPage<AgentView>> {
  const passedOver = typeof from === 'number' ? from : 0;
  const views: AgentView[] = [];
  let count = 0;
  for await (const page of walk.found(typeof from === 'object' ? agentId(from.id) : undefined)) {
    const start = Math.max(0, passedOver - count);
    views.push(...page.slice(start, start + limit - views.length));
    count += page.length;
    // Then it is known whether another page follows.
    if (!withTotal && views.length === limit && (limit === 0 || count > passedOver + limit)) break;
  }
  const last = views.at(-1);
  const hasMore = last !== undefined && count > passedOver + views.length;
  const next = hasMore ? { id: last.agent.state.id, key: null } : undefined;
  return { resources: views, total: withTotal ? count : undefined, next };
}

/** Only the places of all agents are remembered, so that those of the page are read once more. */
async function inOrderOf(
  walk: AgentWalk,
  { from, limit, withTotal }: ListQuery,
  ordering: Ordering,
): Promise<ListPage<AgentView>> {
  const order = new PastOrder(ordering);
  const places: Place[] = [];
  for await (const page of walk.found()) {
    places.push(...page.map((view) => order.placeOf(view.agent.state.id, agentValues(view))));
    if (places.length > sortedMax) throw tooManyToSort();
  }
  places.sort(order.compare);
  const start = order.startIn(places, from);
  const page = places.slice(start, start + limit);
  const last = page.at(-1);
  return {
    resources: await walk.views(page.map(({ id }) => agentId(id))),
    total: withTotal ? places.length : undefined,
    next: last !== undefined && start + limit < places.length ? positionBehind(last) : undefined,
  };
}

/** Goes through the agents that there were, in the order in which they came into being. */
class AgentWalk {
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

const tooManyToSort = (): DomainError =>
  new DomainError(
    'criteriaTooWide',
    `More than ${sortedMax} agents are too many to be sorted as they were. Leave out by what they are to be sorted, or ask for fewer.`,
    { attribute: 'ordering' },
  );
