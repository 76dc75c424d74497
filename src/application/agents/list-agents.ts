import type { AgentView } from '../../domain/agent/agent-view.ts';
import { type Criteria, everyone } from '../../domain/criteria/criteria.ts';
import type { Ordering } from '../../domain/criteria/ordering.ts';
import type { Caller } from '../ports/caller.ts';
import { type ListPage, type ListPosition, resourcesPerPageMax } from '../ports/list-page.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export interface AgentListing {
  readonly criteria?: Criteria;
  /** Where it is not said, the order in which the agents were provisioned. */
  readonly ordering?: Ordering;
  /**
   * How many agents to pass over; 0 where it is not said. For a walk through all pages `'beginning'`, then `next`
   * of the page before: it meets everyone who is there throughout exactly once, whoever comes and goes.
   */
  readonly from?: number | 'beginning' | ListPosition;
  /** 100 where it is not said, 1000 at most; 0 asks for the total alone. */
  readonly limit?: number;
  /** `true` where it is not said. To count a large account costs as much as many pages. */
  readonly withTotal?: boolean;
  /** Whether each agent's groups are wanted; `true` where it is not said. */
  readonly withGroups?: boolean;
}

export const agentsPerPageDefault = 100;

/** Agents that satisfy criteria, deactivated ones included. */
export class ListAgents {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, listing: AgentListing = {}): Promise<ListPage<AgentView>> {
    const { criteria = everyone, ordering, from = 0, limit = agentsPerPageDefault } = listing;
    const { withTotal = true, withGroups = true } = listing;
    const query = {
      criteria,
      ordering,
      from: typeof from === 'number' ? Math.max(0, from) : from,
      limit: Math.min(Math.max(0, limit), resourcesPerPageMax),
      withTotal,
    };
    return this.unitOfWork.read(caller, (scope) => scope.agents.list(query, withGroups));
  }
}
