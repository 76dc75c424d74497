import type { Criteria } from '../../criteria/criteria.ts';
import { type CriteriaPredicate, criteriaPredicate } from '../../criteria/match-criteria.ts';
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

const everybody = () => true;

/**
 * A list of agents as it would have been answered then. It is made by looking at the agents one after the other: a
 * page costs as much as the agents before it, and the total as much as all of them.
 *
 * @throws DomainError `attributeInvalid` where another order is asked for, `criteriaTooWide`, `pastUntold`.
 */
export async function listPastAgents(
  past: PastAccount,
  query: ListQuery,
  withGroups: boolean,
): Promise<ListPage<AgentView>> {
  if (query.ordering !== undefined) throw orderUntold();
  const { criteria, from, limit, withTotal } = query;
  const needsGroups = withGroups || asksAboutGroups(criteria);
  const start = typeof from === 'object' ? agentId(from.id) : undefined;
  const pages = pagesOf(past, criteria, start, needsGroups);
  const memberships = needsGroups
    ? new PastMemberships(await pastGroups(past, everybody), past.at)
    : undefined;
  const found = new FoundAgents(typeof from === 'number' ? from : 0, limit, criteriaPredicate(criteria));
  const turns = new Turns();
  for await (const page of pages) {
    await memberships?.readOn();
    for (const one of page) {
      found.take(memberships?.viewOf(one) ?? { agent: one.agent });
      const turn = turns.giveWay();
      if (turn !== undefined) await turn;
    }
    if (found.isFull && !withTotal) break;
  }
  const resources = withGroups ? found.views : found.views.map(({ agent }) => ({ agent }));
  const last = resources.at(-1);
  const next = found.hasMore && last !== undefined ? { id: last.agent.state.id, key: null } : undefined;
  return { resources, total: withTotal ? found.count : undefined, next };
}

/** Who can be asked for by name is found at once; all others page by page. */
async function* pagesOf(
  past: PastAccount,
  criteria: Criteria,
  start: AgentId | undefined,
  withGroups: boolean,
): AsyncGenerator<readonly PastAgent[]> {
  const agents = new PastAgents(past);
  const { agents: now, journal } = past.scope;
  const name = agentNamedBy(criteria);
  if (name === undefined) return yield* agents.pages(start, withGroups);
  const listed = await now.list({ criteria, from: 0, limit: 1, withTotal: false }, false);
  const ids = name.path === 'id' ? [name.value] : await journal.past.idsNamed('agent', name.value);
  const all = new Set([...listed.resources.map(({ agent }) => agent.state.id as string), ...ids]);
  for (const id of [...all].sort()) {
    const found = start === undefined || id > start ? await agents.find(agentId(id)) : undefined;
    if (found !== undefined) yield [found];
  }
}

/** The agents of one page of a list, and how many there are. */
class FoundAgents {
  readonly views: AgentView[] = [];
  count = 0;

  constructor(
    private readonly passedOver: number,
    private readonly limit: number,
    private readonly isAsked: CriteriaPredicate,
  ) {}

  take(view: AgentView): void {
    if (!this.isAsked(agentValues(view))) return;
    if (this.count >= this.passedOver && this.views.length < this.limit) this.views.push(view);
    this.count += 1;
  }

  get hasMore(): boolean {
    return this.count > this.passedOver + this.views.length;
  }

  /** Whether the page is whole, and it is known whether another one follows. */
  get isFull(): boolean {
    return this.views.length === this.limit && (this.hasMore || this.limit === 0);
  }
}

const orderUntold = (): DomainError =>
  new DomainError(
    'attributeInvalid',
    'A list of agents as of a time comes in the order in which they came into being, and in no other. Leave out by what it is to be sorted.',
    { attribute: 'ordering' },
  );
