import { textIn } from '../search-values.ts';

/** What the page of a group shows beside it, as its address says it. */
export interface GroupSearch {
  /** About whom it is explained: the agent's id. */
  readonly why?: string;
}

export const groupSearch = (said: Record<string, unknown>): GroupSearch => ({ why: textIn(said.why) });
