import { type AgentCriteria, everyAgent } from '../../domain/agent/agent-criteria.ts';
import type { AgentPage } from '../ports/agent-repository.ts';
import type { Caller } from '../ports/caller.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export interface AgentListing {
  readonly criteria?: AgentCriteria;
  /** How many agents to pass over; 0 where it is not said. */
  readonly offset?: number;
  /** 100 where it is not said, 1000 at most; 0 asks for the total alone. */
  readonly limit?: number;
}

export const agentsPerPageDefault = 100;
export const agentsPerPageMax = 1000;

/** Agents that satisfy criteria, deactivated ones included, in the order in which they were provisioned. */
export class ListAgents {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, listing: AgentListing = {}): Promise<AgentPage> {
    const { criteria = everyAgent, offset = 0, limit = agentsPerPageDefault } = listing;
    return this.unitOfWork.read(caller, (scope) =>
      scope.agents.list(criteria, Math.max(0, offset), Math.min(Math.max(0, limit), agentsPerPageMax)),
    );
  }
}
