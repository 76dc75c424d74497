import type { DomainEvent } from '../shared/domain-event.ts';

/** The agent came into being; `changes` holds all its attributes. */
export type AgentProvisioned = DomainEvent<'AgentProvisioned', 'agent'>;
/** Attributes other than `active` changed; `changes` holds each with its old and new value. */
export type AgentUpdated = DomainEvent<'AgentUpdated', 'agent'>;
/** The agent may no longer sign in; it stays visible and keeps its id. */
export type AgentDeactivated = DomainEvent<'AgentDeactivated', 'agent'>;
export type AgentReactivated = DomainEvent<'AgentReactivated', 'agent'>;
/** The agent is gone for good; `changes` holds what it had. */
export type AgentRemoved = DomainEvent<'AgentRemoved', 'agent'>;

export type AgentEvent = AgentProvisioned | AgentUpdated | AgentDeactivated | AgentReactivated | AgentRemoved;
