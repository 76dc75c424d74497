import type { AgentState } from '../agent/agent.ts';
import type { AgentId } from '../shared/identifiers.ts';

/** An agent that belongs to a group. */
export interface GroupMember {
  readonly id: AgentId;
  readonly userName: string;
  /** Known where a change concerns the member; the lists of members do without it. */
  readonly displayName?: string;
}

/** The agent as a group names it. */
export const memberOf = ({ id, userName, displayName, name }: AgentState): GroupMember => ({
  ...{ id, userName },
  displayName: displayName ?? name.formatted,
});
