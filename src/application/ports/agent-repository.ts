import type { Agent, AgentChange } from '../../domain/agent/agent.ts';
import type { AgentCriteria } from '../../domain/agent/agent-criteria.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';

export interface AgentPage {
  readonly agents: readonly Agent[];
  /** How many agents satisfy the criteria, on all pages together. */
  readonly total: number;
}

/** The agents of the scope's account. */
export interface AgentReader {
  /** The agent as it is now; one that was removed is not found. */
  find(id: AgentId): Promise<Agent | undefined>;
  /**
   * A page of the agents that satisfy the criteria, in the order in which they were provisioned, which no
   * update changes. `offset` counts from 0; `limit` 0 asks for the total alone.
   */
  list(criteria: AgentCriteria, offset: number, limit: number): Promise<AgentPage>;
}

export interface AgentRepository extends AgentReader {
  /**
   * Writes the agent's new state and its events' journal entries, in the scope's transaction: the only way
   * to write an agent. Without events nothing is written.
   *
   * @throws DomainError `userNameTaken` when another agent of the account has the userName.
   * @throws ConcurrentChange when the stored version is not that of `change.before`.
   */
  store(change: AgentChange): Promise<void>;
}
