/** How far agents are counted: a rule has to hold at once also where it is about a million of them. */
export const countedAgentsMax = 100_000;

/** How many agents there are: exactly, as far as they are counted. */
export type AgentCount = number | { readonly atLeast: number };
