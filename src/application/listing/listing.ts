import { IsBoolean, IsInt, Min } from 'class-validator';
import { type Criteria, everyone } from '../../criteria/criteria.ts';
import type { Ordering } from '../../criteria/ordering.ts';
import { Optional } from '../input/optional.ts';
import { type ListPosition, type ListQuery, resourcesPerPageMax } from '../ports/list-page.ts';
import { IsCriteria } from './is-criteria.ts';
import { IsListStart } from './is-list-start.ts';
import { IsOrdering } from './is-ordering.ts';

/** Which part of a list callers want. */
export class Page {
  /**
   * How many to pass over; 0 where it is not said. For a walk through all pages `'beginning'`, then `next` of the
   * page before: it meets each one that is there throughout exactly once, whatever comes and goes.
   */
  @Optional()
  @IsListStart()
  readonly from?: number | 'beginning' | ListPosition;

  /** 100 where it is not said, 1000 at most; 0 asks for the total alone. */
  @Optional()
  @IsInt()
  @Min(0)
  readonly limit?: number;

  /** `true` where it is not said. To count a large account costs as much as many pages. */
  @Optional()
  @IsBoolean()
  readonly withTotal?: boolean;
}

/** What callers may say of a list. */
export class Listing extends Page {
  @Optional()
  @IsCriteria()
  readonly criteria?: Criteria;

  /** Where it is not said, the order in which the resources came into being. */
  @Optional()
  @IsOrdering()
  readonly ordering?: Ordering;
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
  return { criteria, ordering, from, limit: Math.min(limit, resourcesPerPageMax), withTotal };
}
