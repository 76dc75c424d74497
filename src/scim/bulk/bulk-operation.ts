import type { JsonValue } from '../../criteria/json.ts';

export const bulkMethods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type BulkMethod = (typeof bulkMethods)[number];

/** One operation of a Bulk request (RFC 7644 section 3.7). */
export interface BulkOperation {
  readonly method: BulkMethod;
  /** Such as `/Users`, or `/Users/{id}`. */
  readonly path: string;
  readonly bulkId?: string;
  /** The entity tag that the resource must have. */
  readonly version?: string;
  readonly data?: JsonValue;
}
