import { oneOf } from '../search-values.ts';

const decisions = ['deactivate', 'reactivate', 'remove'] as const;

/** What the page of a person shows, as its address says it. */
export interface PersonSearch {
  /** The position of the entry whose details are seen. */
  readonly open?: number;
  /** What may be decided, before somebody has confirmed it. */
  readonly decision?: (typeof decisions)[number];
}

export const personSearch = (said: Record<string, unknown>): PersonSearch => ({
  open: typeof said.open === 'number' ? said.open : undefined,
  decision: oneOf(decisions, said.decision),
});
