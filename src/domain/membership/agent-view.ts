import type { Agent } from '../agent/agent.ts';
import type { GroupReference } from '../group/group-reference.ts';

/** An agent with what is derived from elsewhere and no part of it. */
export interface AgentView {
  readonly agent: Agent;
  /** The groups that it belongs to, by name; absent where they were not asked for. */
  readonly groups?: readonly GroupReference[];
}
