import { oneOf, textIn } from '../search-values.ts';

const additions = ['token', 'saml', 'oidc'] as const;

/** What the page of connections shows, as its address says it. */
export interface ConnectionsSearch {
  /** What is being added. */
  readonly add?: (typeof additions)[number];
  /** The id of the Single Sign-On connection that is being changed. */
  readonly change?: string;
  /** The id of the token that may be revoked, before somebody has confirmed it. */
  readonly revoke?: string;
  /** The id of the Single Sign-On connection that may be removed, before somebody has confirmed it. */
  readonly remove?: string;
}

export const connectionsSearch = (said: Record<string, unknown>): ConnectionsSearch => ({
  add: oneOf(additions, said.add),
  change: textIn(said.change),
  revoke: textIn(said.revoke),
  remove: textIn(said.remove),
});
