import type { Criteria } from '../../criteria/criteria.ts';
import type { Ordering } from '../../criteria/ordering.ts';

/** Where a walk through a list stands: behind which resource it goes on. Persistence makes it and reads it. */
export interface ListPosition {
  readonly id: string;
  /** The sort key of that resource, where the list is sorted; `null` where it lacks the attribute. */
  readonly key?: string | null;
}

/** What is asked of a list. */
export interface ListQuery {
  readonly criteria: Criteria;
  /** Where it is not said, the order in which the resources came into being, which no update changes. */
  readonly ordering?: Ordering;
  /** How many resources to pass over; or, for a walk from page to page, behind which one to go on. */
  readonly from: number | 'beginning' | ListPosition;
  /** 0 asks for the total alone. */
  readonly limit: number;
  /** Whether the total is wanted: to count a large account costs as much as to read many pages of it. */
  readonly withTotal: boolean;
}

/** One page of a list. */
export interface ListPage<Resource> {
  readonly resources: readonly Resource[];
  /** How many resources satisfy the criteria on all pages together; absent unless it was wanted. */
  readonly total?: number;
  /**
   * Where a walk goes on; absent on its last page. Behind a page for which resources were passed over by number there
   * may be nothing more.
   */
  readonly next?: ListPosition;
}

export const resourcesPerPageMax = 1000;
