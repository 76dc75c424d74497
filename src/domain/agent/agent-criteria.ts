/** What one can ask about an agent. Letter case counts for `id` and `externalId` only (RFC 7643 section 3.1). */
export type AgentField = 'id' | 'externalId' | 'userName' | 'emails.value' | 'active';

/**
 * A predicate over agents, as data: persistence compiles it to SQL, `match-agent` says what it means. An
 * attribute that an agent lacks equals nothing.
 */
export type AgentCriteria =
  | { readonly kind: 'equals'; readonly field: AgentField; readonly value: string | boolean }
  | { readonly kind: 'all'; readonly of: readonly AgentCriteria[] }
  | { readonly kind: 'any'; readonly of: readonly AgentCriteria[] }
  | { readonly kind: 'not'; readonly of: AgentCriteria };

/** No condition at all: `all` of nothing holds for everyone. */
export const everyAgent: AgentCriteria = { kind: 'all', of: [] };
