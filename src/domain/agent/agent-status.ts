/** `removed` is terminal: a removed agent is not kept, only what the journal says of it. */
export type AgentStatus = 'active' | 'deactivated' | 'removed';
