import type { OperationalLog } from '../../../application/ports/operational-log.ts';
import type { RequestParts, RequestRefusal } from '../../../application/ports/request-log.ts';
import { StorageUnavailable } from '../../../application/ports/storage-errors.ts';
import type { BulkResult } from '../../../scim/bulk/bulk-response.ts';
import type { BulkRequest } from '../../../scim/bulk/read-bulk-request.ts';
import { internalError, refusalOf, scimErrorOf } from '../error-mapping.ts';
import type { ScimState } from '../scim-context.ts';

/** Whoever reads of a request need not read of each of its parts: they fail for few reasons. */
const refusalsToldMax = 10;

/** The outcomes of a request's operations. */
export class BulkResults {
  private unavailable: StorageUnavailable | undefined;
  private readonly results = new Map<number, BulkResult>();
  private failures = 0;
  private readonly refusals: RequestRefusal[] = [];

  constructor(
    private readonly request: BulkRequest,
    private readonly state: ScimState,
    private readonly log: OperationalLog,
  ) {}

  /** How many more operations may fail before no further one is begun (RFC 7644 section 3.7, `failOnErrors`). */
  get failuresLeft(): number {
    return (this.request.failOnErrors ?? Number.POSITIVE_INFINITY) - this.failures;
  }

  /**
   * Keeps the operations that are left from waiting, each by itself, for a database that has not answered one.
   *
   * @throws StorageUnavailable
   */
  requireStorage(): void {
    if (this.unavailable !== undefined) throw this.unavailable;
  }

  readonly hasFailed = (index: number): boolean => this.results.get(index)?.error !== undefined;

  succeed(index: number, result: BulkResult): void {
    this.results.set(index, result);
  }

  fail(index: number, error: unknown): void {
    const { method, bulkId, ...operation } = this.request.operations[index] ?? {};
    const { requestId, baseUrl } = this.state;
    const known = scimErrorOf(error);
    if (known === undefined) this.log.error('An operation of a Bulk request failed', error, { requestId });
    if (error instanceof StorageUnavailable) this.unavailable = error;
    const shown = known ?? internalError(requestId);
    const path = 'path' in operation && method !== 'POST' ? operation.path : undefined;
    this.failures += 1;
    if (this.refusals.length < refusalsToldMax) this.refusals.push(refusalOf(error, shown));
    this.results.set(index, {
      ...{ method: method?.toUpperCase(), bulkId, location: path && baseUrl + path },
      ...{ status: shown.status, error: shown },
    });
  }

  /** For the request log. */
  get parts(): RequestParts {
    return { sent: this.request.operations.length, failed: this.failures, refusals: this.refusals };
  }

  inOrder(): readonly BulkResult[] {
    return [...this.results].sort(([left], [right]) => left - right).map(([, result]) => result);
  }
}
