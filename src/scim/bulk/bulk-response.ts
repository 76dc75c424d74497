import type { ScimError } from '../scim-error.ts';

/** The outcome of one operation. */
export interface BulkResult {
  readonly method?: string;
  readonly bulkId?: string;
  readonly location?: string;
  readonly version?: string;
  readonly status: number;
  /** Why the operation failed; absent where it succeeded. */
  readonly error?: ScimError;
}

/** RFC 7644 section 3.7.3; results stand in the order of the request. */
export const bulkResponse = (results: readonly BulkResult[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
  Operations: results.map(({ status, error, ...result }) => ({
    ...result,
    status: String(status),
    response: error?.toBody(),
  })),
});
