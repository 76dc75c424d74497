import type { Criteria } from '../../criteria/criteria.ts';
import type { Agent, AgentChange } from '../../domain/agent/agent.ts';
import type { AgentView } from '../../domain/membership/agent-view.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { ListPage, ListQuery } from './list-page.ts';

export interface NamedAgent {
  readonly id: AgentId;
  readonly userName: string;
}

/** The agents of the scope's account. */
export interface AgentReader {
  /** The agent as it is now; one that was removed is not found. */
  find(id: AgentId): Promise<Agent | undefined>;
  /** The same with the groups that it belongs to, in as many round trips. */
  view(id: AgentId): Promise<AgentView | undefined>;
  /** @param withGroups - whether each agent's groups are wanted. */
  list(query: ListQuery, withGroups: boolean): Promise<ListPage<AgentView>>;
  /** How many agents satisfy the criteria; where they are more than `max`, `max + 1`. */
  count(criteria: Criteria, max: number): Promise<number>;
  /** So many of those who satisfy the criteria, whichever are found first. */
  some(criteria: Criteria, limit: number): Promise<readonly Agent[]>;
  /** Which of the userNames agents of the account have, in folded case. */
  takenUserNames(userNames: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * The agents that have these as their userName, in any letter case, or where nobody has, as their externalId, by what
   * was asked for. An externalId that several agents have names nobody.
   */
  referredTo(names: readonly string[]): Promise<ReadonlyMap<string, NamedAgent>>;
  /** Those of the agents that are there. */
  userNames(ids: readonly AgentId[]): Promise<ReadonlyMap<AgentId, string>>;
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
  /**
   * Stores many newly provisioned agents, in a few round trips for all of them.
   *
   * @throws ConcurrentChange when another transaction took one of the userNames in between; `takenUserNames`
   * then names it.
   */
  storeProvisioned(changes: readonly AgentChange[]): Promise<void>;
  /**
   * Stores changes of many agents who stay, each once, in a few round trips for all of them.
   *
   * @throws ConcurrentChange when the stored version of one is not that of `change.before`.
   */
  storeRevised(changes: readonly AgentChange[]): Promise<void>;
}
