import type { OperationalLog } from '../../../application/ports/operational-log.ts';
import { StorageUnavailable } from '../../../application/ports/storage-errors.ts';
import type { BulkOperation } from '../../../scim/bulk/bulk-operation.ts';
import type { BulkResult } from '../../../scim/bulk/bulk-response.ts';
import type { BulkRequest, UnreadableOperation } from '../../../scim/bulk/read-bulk-request.ts';
import { scimErrorOf } from '../error-mapping.ts';
import { mistake } from '../mistake.ts';
import type { ScimState } from '../scim-context.ts';

/** What became of the operations of a request. */
export class BulkResults {
  /** Once the database does not answer, the operations that are left do not wait for it each. */
  unavailable: StorageUnavailable | undefined;
  private readonly results = new Map<number, BulkResult>();
  private readonly operations: readonly (BulkOperation | UnreadableOperation)[];
  private errorsLeft: number;

  constructor(
    { operations, failOnErrors = Number.POSITIVE_INFINITY }: BulkRequest,
    private readonly state: ScimState,
    private readonly log: OperationalLog,
  ) {
    this.operations = operations;
    this.errorsLeft = failOnErrors;
  }

  /** How many more operations may fail before none is begun any more. */
  get mayFail(): number {
    return this.errorsLeft;
  }

  readonly hasFailed = (index: number): boolean => this.results.get(index)?.error !== undefined;

  succeed(index: number, result: BulkResult): void {
    this.results.set(index, result);
  }

  fail(index: number, error: unknown): void {
    const { method, bulkId, ...operation } = this.operations[index] ?? {};
    const { requestId, baseUrl } = this.state;
    const known = scimErrorOf(error);
    if (known === undefined) this.log.error('An operation of a Bulk request failed', error, { requestId });
    if (error instanceof StorageUnavailable) this.unavailable = error;
    const told = known ?? mistake(requestId);
    const path = 'path' in operation && method !== 'POST' ? operation.path : undefined;
    this.errorsLeft -= 1;
    this.results.set(index, {
      ...{ method: method?.toUpperCase(), bulkId, location: path && baseUrl + path },
      ...{ status: told.status, error: told },
    });
  }

  inOrder(): readonly BulkResult[] {
    return [...this.results].sort(([left], [right]) => left - right).map(([, result]) => result);
  }
}
