import type { Ordering } from '../../criteria/ordering.ts';
import { agentValues } from '../../domain/agent/agent-values.ts';
import type { AgentView } from '../../domain/membership/agent-view.ts';
import { asksAboutGroups } from '../../domain/membership/criteria-about-groups.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { agentId } from '../../domain/shared/identifiers.ts';
import type { ListPage, ListQuery } from '../ports/list-page.ts';
import { AgentWalk } from './agent-walk.ts';
import type { PastAccount } from './past-account.ts';
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

const tooManyToSort = (): DomainError =>
  new DomainError(
    'criteriaTooWide',
    `More than ${sortedMax} agents are too many to be sorted as they were. Leave out by what they are to be sorted, or ask for fewer.`,
    { attribute: 'ordering' },
  );
