import type { AgentView } from '../../domain/agent/agent-view.ts';
import type { Caller } from '../ports/caller.ts';
import type { ListPage } from '../ports/list-page.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { type Listing, listQueryOf } from '../support/listing.ts';

export interface AgentListing extends Listing {
  /** Whether each agent's groups are wanted; `true` where it is not said. */
  readonly withGroups?: boolean;
}

/** Agents that satisfy criteria, deactivated ones included. */
export class ListAgents {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, listing: AgentListing = {}): Promise<ListPage<AgentView>> {
    const { withGroups = true } = listing;
    return this.unitOfWork.read(caller, (scope) => scope.agents.list(listQueryOf(listing), withGroups));
  }
}
