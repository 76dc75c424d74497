import { oneOf, textIn } from '../search-values.ts';

const groupForms = ['rename', 'remove', 'rule'] as const;

/** What the page of a group shows beside it, as its address says it. */
export interface GroupSearch {
  /** About whom it is explained: the agent's id. */
  readonly why?: string;
  /** The exception in the form: `new`, or the id of the agent about whom it is. */
  readonly exception?: string;
  /** What is done with the group: it is renamed, may be removed, or its rule is changed. */
  readonly form?: (typeof groupForms)[number];
}

export const groupSearch = (said: Record<string, unknown>): GroupSearch => ({
  why: textIn(said.why),
  exception: textIn(said.exception),
  form: oneOf(groupForms, said.form),
});
