import { oneOf, textIn } from '../search-values.ts';

const groupKinds = ['agents', 'users'] as const;

/** What the page of groups shows, as its address says it. */
export interface GroupsSearch {
  /** A part of their names. */
  readonly q?: string;
  readonly kind?: (typeof groupKinds)[number];
}

export const groupsSearch = (said: Record<string, unknown>): GroupsSearch => ({
  q: textIn(said.q),
  kind: oneOf(groupKinds, said.kind),
});
