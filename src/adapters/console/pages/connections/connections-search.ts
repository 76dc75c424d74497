import { oneOf, textIn } from '../search-values.ts';

const additions = ['token', 'saml', 'oidc'] as const;

/** What the page of connections shows, as its address says it. */
export interface ConnectionsSearch {
  /** What is being added. */
  readonly add?: (typeof additions)[number];
  /** The id of the Single Sign-On connection that is being changed. */
  readonly change?: string;
}

export const connectionsSearch = (said: Record<string, unknown>): ConnectionsSearch => ({
  add: oneOf(additions, said.add),
  change: textIn(said.change),
});
