import type { AgentId } from '../shared/identifiers.ts';

/** An agent that belongs to a group. */
export interface GroupMember {
  readonly id: AgentId;
  readonly userName: string;
}
