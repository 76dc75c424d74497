import type { DomainEvent } from '../shared/domain-event.ts';

type AgentEventType =
  /** The agent came into being; `changes` holds all its attributes. */
  | 'AgentProvisioned'
  /** Attributes other than `active` changed; `changes` holds each with its old and new value. */
  | 'AgentUpdated'
  /** The agent may no longer sign in; it stays visible and keeps its id. */
  | 'AgentDeactivated'
  | 'AgentReactivated'
  /** Somebody here wants an agent out whom the directory had deactivated before; nothing else brings it back. No state changed. */
  | 'AgentKeptOut'
  /** The agent is gone for good; `changes` holds what it had. */
  | 'AgentRemoved'
  /** A change made a group's rule hold for the agent; `changes` names the group, the rule and the cause. */
  | 'AgentJoinedGroup'
  | 'AgentLeftGroup'
  /** What was personal to the agent was erased; `changes` tells why and how much, and names nobody. No state changed. */
  | 'AgentErased'
  /** The identity provider had the agent signed out everywhere; `changes` counts what that ended. No state changed. */
  | 'AgentSessionsEnded';

export type AgentEvent = DomainEvent<AgentEventType, 'agent'>;
