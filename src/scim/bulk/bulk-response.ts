import type { ScimError } from '../scim-error.ts';

/** What became of one operation. */
export interface BulkResult {
  readonly method?: string;
  readonly bulkId?: string;
  readonly location?: string;
  readonly version?: string;
  readonly status: number;
  /** Where it failed, why. */
  readonly error?: ScimError;
}

/** RFC 7644 section 3.7.3; results are told in the order of the request. */
export const bulkResponse = (results: readonly BulkResult[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
  Operations: results.map(({ status, error, ...result }) => ({
    ...result,
    status: String(status),
    response: error?.toBody(),
  })),
});
