import { oneOf } from '../search-values.ts';

const decisions = ['bringBack'] as const;

/** What the page of the brake shows, as its address says it. */
export interface BrakeSearch {
  /** What may be decided, before somebody has confirmed it. */
  readonly decision?: (typeof decisions)[number];
}

export const brakeSearch = (said: Record<string, unknown>): BrakeSearch => ({
  decision: oneOf(decisions, said.decision),
});
