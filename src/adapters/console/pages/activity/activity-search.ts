import type { EntryAnswer } from '../../../koa-admin/answers/entry-answer.ts';
import { beginningOf, endOf, isDay } from '../../times/days.ts';
import { oneOf, textIn } from '../search-values.ts';

/** How pages of refused sign-ins name them: `brave-otter-42137`. */
export const signInWords = /^[a-z]+-[a-z]+-\d{1,5}$/i;

export type PrincipalKind = EntryAnswer['principal']['kind'];

/** Those who do something, as people call them. */
export const principalWords: Readonly<Record<PrincipalKind, string>> = {
  person: 'people here',
  token: 'directories and programs',
  identityProvider: 'identity providers',
  operator: 'operators',
  service: 'Rollcall itself',
  anonymous: 'somebody unknown',
};

/** What the page of what happened shows, as its address says it. */
export interface ActivitySearch {
  /** The requests that came in; without it, what the audit log has. */
  readonly log?: 'requests';
  readonly refused?: true;
  /** The first day, such as `2026-11-26`, in UTC. */
  readonly from?: string;
  /** The last day. */
  readonly until?: string;
  /** The id of whom it was about, or in whose groups and sessions it happened. */
  readonly involving?: string;
  readonly targetName?: string;
  readonly requestId?: string;
  /** The words that somebody was shown who could not sign in. */
  readonly signIn?: string;
  /** Who did it. */
  readonly principalId?: string;
  /** What they are called; it tells them apart where they have no id, as operators. */
  readonly principalName?: string;
  /** The audit log alone knows what kind did it, */
  readonly principalKind?: PrincipalKind;
  /** which attribute was changed or left out, */
  readonly attribute?: string;
  /** and by which code something was refused. */
  readonly refusalCode?: string;
  /** Whose details are seen: an entry by its position, a request by its id. */
  readonly open?: number | string;
}

/** What is wanted of a log. */
export type ActivityFilter = Omit<ActivitySearch, 'log' | 'open'>;

/** From when on, and before when, as the logs are asked. */
export const timesOf = ({ from, until }: Pick<ActivityFilter, 'from' | 'until'>) => ({
  since: from && beginningOf(from),
  until: until && endOf(until),
});

/** Whether somebody asks about one thing, whose newest row is then open by itself. */
const isAboutOne = ({ refused, involving, targetName, requestId, signIn }: ActivityFilter): boolean =>
  (requestId ?? signIn) !== undefined || (refused === true && (involving ?? targetName) !== undefined);

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
  ...(said.log === 'requests' ? { log: 'requests' } : auditLogSearch(said)),
  refused: said.refused === true ? true : undefined,
  from: dayIn(said.from),
  until: dayIn(said.until),
  involving: textIn(said.involving),
  targetName: textIn(said.targetName),
  requestId: textIn(said.requestId),
  signIn: textIn(said.signIn),
  // Without a name nobody could tell whom the page is about.
  principalId: said.principalName === undefined ? undefined : textIn(said.principalId),
  principalName: textIn(said.principalName),
  open: typeof said.open === 'number' ? said.open : textIn(said.open),
});

const auditLogSearch = (said: Record<string, unknown>): ActivitySearch => ({
  principalKind: oneOf(Object.keys(principalWords) as PrincipalKind[], said.principalKind),
  attribute: textIn(said.attribute),
  refusalCode: textIn(said.refusalCode),
});

function dayIn(value: unknown): string | undefined {
  const text = textIn(value);
  return text !== undefined && isDay(text) ? text : undefined;
}
