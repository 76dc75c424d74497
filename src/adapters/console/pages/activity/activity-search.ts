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
  /** Who did it: by this the request log knows them, */
  readonly principalId?: string;
  /** and by this the audit log. */
  readonly principalName?: string;
  /** Whose details are seen: an entry by its position, a request by its id. */
  readonly open?: number | string;
}

/** What is wanted of a log. */
export type ActivityFilter = Omit<ActivitySearch, 'log' | 'open'>;

/** Whether somebody asks about one thing, whose newest row is then open by itself. */
const isAboutOne = ({ refused, targetId, targetName, requestId, signIn }: ActivityFilter): boolean =>
  (requestId ?? signIn) !== undefined || (refused === true && (targetId ?? targetName) !== undefined);

/**
 * Which row is open.
 *
 * @param open - as the address says it; `none` where somebody has closed the row that was open by itself.
 * @param newest - what tells the newest row.
 */
export const openRow = <Row extends number | string>(
  open: ActivitySearch['open'],
  filter: ActivityFilter,
  newest: Row | undefined,
): ActivitySearch['open'] => open ?? (isAboutOne(filter) ? newest : undefined);

export const activitySearch = (said: Record<string, unknown>): ActivitySearch => ({
  log: said.log === 'requests' ? 'requests' : undefined,
  refused: said.refused === true ? true : undefined,
  targetId: textIn(said.targetId),
  targetName: textIn(said.targetName),
  requestId: textIn(said.requestId),
  signIn: textIn(said.signIn),
  // Without a name the audit log could not show the same.
  principalId: said.principalName === undefined ? undefined : textIn(said.principalId),
  principalName: textIn(said.principalName),
  open: typeof said.open === 'number' ? said.open : textIn(said.open),
});
