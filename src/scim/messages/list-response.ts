import type { JsonObject } from '../../criteria/json.ts';

/** One page of a list. */
export interface ListResult {
  readonly resources: readonly JsonObject[];
  /** Counts the whole set. */
  readonly totalResults: number;
  /** Counts from 1; of a page by index. */
  readonly startIndex?: number;
  /** Of a page by cursor that is not the last (RFC 9865 section 2). */
  readonly nextCursor?: string;
}

/** RFC 7644 section 3.4.2. */
export const listResponse = ({ resources, totalResults, startIndex, nextCursor }: ListResult) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults,
  startIndex,
  itemsPerPage: resources.length,
  nextCursor,
  Resources: resources,
});
