import { textIn } from '../search-values.ts';

/** What the page of what happened shows, as its address says it. */
export interface ActivitySearch {
  /** The requests that came in; without it, what the audit log has. */
  readonly log?: 'requests';
  readonly refused?: true;
  readonly targetId?: string;
  readonly targetName?: string;
  readonly requestId?: string;
  /** The words that somebody was shown who could not sign in. */
  readonly signIn?: string;
  readonly principalName?: string;
  /** Whose details are seen: an entry by its position, a request by its id. */
  readonly open?: number | string;
}

/** What is wanted of a log. */
export type ActivityFilter = Omit<ActivitySearch, 'log' | 'open'>;

export const activitySearch = (said: Record<string, unknown>): ActivitySearch => ({
  log: said.log === 'requests' ? 'requests' : undefined,
  refused: said.refused === true ? true : undefined,
  targetId: textIn(said.targetId),
  targetName: textIn(said.targetName),
  requestId: textIn(said.requestId),
  signIn: textIn(said.signIn),
  principalName: textIn(said.principalName),
  open: typeof said.open === 'number' ? said.open : textIn(said.open),
});
