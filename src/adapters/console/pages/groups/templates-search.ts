import { textIn } from '../search-values.ts';

/** What the page of templates shows, as its address says it. */
export interface TemplatesSearch {
  /** Whether one is being made. */
  readonly add?: true;
  /** The id of the one that may be removed, before somebody has confirmed it. */
  readonly remove?: string;
}

export const templatesSearch = (said: Record<string, unknown>): TemplatesSearch => ({
  add: said.add === true ? true : undefined,
  remove: textIn(said.remove),
});
