import { everyone } from '../../criteria/criteria.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { AgentBefore, agentChangingEvents } from '../../domain/agent/agent-before.ts';
import type { GroupReference } from '../../domain/group/group-reference.ts';
import type { AgentView } from '../../domain/membership/agent-view.ts';
import { type AgentId, agentId } from '../../domain/shared/identifiers.ts';
import type { TargetLife, TargetRange } from '../ports/event-feed.ts';
import { entriesAbout, eventOf } from './events-about.ts';
import type { PastAccount } from './past-account.ts';
import { pastUntold } from './past-untold.ts';

/** An agent as it was at a time, and the groups that it belongs to now; of these there are none where it was removed. */
export interface PastAgent {
  readonly agent: Agent;
  readonly groupsNow: readonly GroupReference[];
}

interface Page {
  readonly agents: readonly PastAgent[];
  /** The last id that was looked at; absent behind the last page. */
  readonly end?: AgentId;
}

const agentsPerPage = 500;
/** Of those who were removed since there may be very many between two that are there. */
const changedPerPageMax = 1000;

/**
 * The agents of an account as they were at a time: those that are there now, and those that were removed since, each
 * without what happened to it since. What is there is read first and its entries afterwards, so that no change is met
 * without its entry; that there may be more entries than changes does not matter.
 */
export class PastAgents {
  constructor(private readonly past: PastAccount) {}

  async find(id: AgentId): Promise<PastAgent | undefined> {
    const view = await this.past.scope.agents.view(id);
    const page = await this.pageOf(view === undefined ? [] : [view], { type: 'agent', id });
    return page.agents[0];
  }

  /**
   * All agents in the order of their ids, page by page.
   *
   * @param after - behind which to begin; at the first where it is not said.
   * @param withGroups - whether the groups of today are wanted.
   */
  async *pages(after: AgentId | undefined, withGroups: boolean): AsyncGenerator<readonly PastAgent[]> {
    let end = after;
    do {
      const from = end === undefined ? 'beginning' : { id: end };
      const query = { criteria: everyone, from, limit: agentsPerPage, withTotal: false } as const;
      const { resources, next } = await this.past.scope.agents.list(query, withGroups);
      const upTo = next === undefined ? undefined : resources.at(-1)?.agent.state.id;
      const page: Page = await this.pageOf(resources, { type: 'agent', after: end, upTo });
      yield page.agents;
      end = page.end;
    } while (end !== undefined);
  }

  private async pageOf(views: readonly AgentView[], range: TargetRange): Promise<Page> {
    const { before, end = range.upTo } = await this.undone(range);
    const now = new Map<string, AgentView>(views.map((view) => [view.agent.state.id, view]));
    const lives = await this.livesOf([...before].flatMap(([id, { wasThere }]) => (wasThere ? [id] : [])));
    const agents: PastAgent[] = [];
    for (const id of [...new Set([...now.keys(), ...before.keys()])].sort()) {
      if (end !== undefined && id > end) break;
      const view = now.get(id);
      const undone = before.get(id);
      if (undone?.wasThere === false) continue;
      const agent =
        undone === undefined ? view?.agent.asPast() : undone.of(view?.agent, this.factsOf(id, view, lives));
      if (agent !== undefined) agents.push({ agent, groupsNow: view?.groups ?? [] });
    }
    return { agents, end: end as AgentId | undefined };
  }

  /** @returns also where it ended, where so many have changed that others have to wait for the next page. */
  private async undone(range: TargetRange) {
    const before = new Map<string, AgentBefore>();
    let last: string | undefined;
    const { position, scope } = this.past;
    for await (const entry of entriesAbout(scope.journal.past, range, agentChangingEvents, position)) {
      const id = entry.target?.id ?? '';
      const known = before.get(id) ?? new AgentBefore();
      if (id !== last && before.size === changedPerPageMax) return { before, end: last };
      before.set(id, known);
      known.add(eventOf(entry));
      last = id;
    }
    return { before };
  }

  private livesOf(ids: readonly string[]): Promise<ReadonlyMap<string, TargetLife>> {
    return this.past.scope.journal.past.lives(ids, agentChangingEvents, this.past.position);
  }

  /** @throws DomainError `pastUntold`. */
  private factsOf(id: string, view: AgentView | undefined, lives: ReadonlyMap<string, TargetLife>) {
    const life = lives.get(id);
    const told = life?.first.action === 'AgentProvisioned' ? life.first.at : undefined;
    const createdAt = view?.agent.state.createdAt ?? told;
    if (life === undefined || createdAt === undefined) throw pastUntold('agent', id, this.past.at);
    const accountId = this.past.context.account.state.id;
    return { id: agentId(id), accountId, createdAt, lastModifiedAt: life.last.at };
  }
}
