import { textIn } from '../search-values.ts';

/** What the page of a group shows beside it, as its address says it. */
export interface GroupSearch {
  /** About whom it is explained: the agent's id. */
  readonly why?: string;
  /** The exception in the form: `new`, or the id of the agent about whom it is. */
  readonly exception?: string;
}

export const groupSearch = (said: Record<string, unknown>): GroupSearch => ({
  why: textIn(said.why),
  exception: textIn(said.exception),
});
