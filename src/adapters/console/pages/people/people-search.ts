import { oneOf, textIn } from '../search-values.ts';

const statuses = ['active', 'deactivated'] as const;
const sortKeys = ['userName', 'lastModified', 'created'] as const;

export type SortKey = (typeof sortKeys)[number];

/** What the page of people shows, as its address says it. */
export interface PeopleSearch {
  /** Words that begin names or addresses. */
  readonly q?: string;
  /** In the language of filters. */
  readonly filter?: string;
  readonly status?: (typeof statuses)[number];
  readonly sort?: SortKey;
  readonly descending?: true;
  /** The id of the job whose progress is shown. */
  readonly job?: string;
}

export const peopleSearch = (said: Record<string, unknown>): PeopleSearch => ({
  q: textIn(said.q),
  filter: textIn(said.filter),
  status: oneOf(statuses, said.status),
  sort: oneOf(sortKeys, said.sort),
  descending: said.descending === true ? true : undefined,
  job: textIn(said.job),
});
