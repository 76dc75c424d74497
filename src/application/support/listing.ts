import { type Criteria, everyone } from '../../criteria/criteria.ts';
import type { Ordering } from '../../criteria/ordering.ts';
import { type ListPosition, type ListQuery, resourcesPerPageMax } from '../ports/list-page.ts';

/** What callers may say of a list. */
export interface Listing {
  readonly criteria?: Criteria;
  /** Where it is not said, the order in which the resources came into being. */
  readonly ordering?: Ordering;
  /**
   * How many to pass over; 0 where it is not said. For a walk through all pages `'beginning'`, then `next` of the
   * page before: it meets each one that is there throughout exactly once, whatever comes and goes.
   */
  readonly from?: number | 'beginning' | ListPosition;
  /** 100 where it is not said, 1000 at most; 0 asks for the total alone. */
  readonly limit?: number;
  /** `true` where it is not said. To count a large account costs as much as many pages. */
  readonly withTotal?: boolean;
}

/** Okta steps by 100 whatever it is answered, so that a page must hold as many. */
export const resourcesPerPageDefault = 100;

export function listQueryOf(listing: Listing): ListQuery {
  const {
    criteria = everyone,
    ordering,
    from = 0,
    limit = resourcesPerPageDefault,
    withTotal = true,
  } = listing;
  return {
    criteria,
    ordering,
    from: typeof from === 'number' ? Math.max(0, from) : from,
    limit: Math.min(Math.max(0, limit), resourcesPerPageMax),
    withTotal,
  };
}
