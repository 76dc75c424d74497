import { oneOf } from '../search-values.ts';

const governors = ['rule', 'hand'] as const;
const kinds = ['agents', 'users'] as const;

/** What group the form makes, as its address says it: of agents and by a rule where it says nothing else. */
export interface NewGroupSearch {
  readonly by?: (typeof governors)[number];
  readonly kind?: (typeof kinds)[number];
}

export const newGroupSearch = (said: Record<string, unknown>): NewGroupSearch => ({
  by: oneOf(governors, said.by),
  kind: oneOf(kinds, said.kind),
});
