import type { IdentifierSource } from '../../../application/ports/identifier-source.ts';
import type { OperationalLog } from '../../../application/ports/operational-log.ts';
import { StorageUnavailable } from '../../../application/ports/storage-errors.ts';
import type { BulkOperation } from '../../../scim/bulk/bulk-operation.ts';
import { referencesOf, withIds } from '../../../scim/bulk/bulk-references.ts';
import type { BulkResult } from '../../../scim/bulk/bulk-response.ts';
import { executionOrder } from '../../../scim/bulk/execution-order.ts';
import type { BulkRequest, UnreadableOperation } from '../../../scim/bulk/read-bulk-request.ts';
import { quoted } from '../../../scim/resource/quoted.ts';
import { readResource } from '../../../scim/resource/read-resource.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { locationOf, tagOf } from '../answer.ts';
import { scimErrorOf } from '../error-mapping.ts';
import type { Creation, KeptResource, ResourceBinding } from '../resource-binding.ts';
import type { ScimState } from '../scim-context.ts';
import { executeChange } from './execute-change.ts';

/** Carries out the operations of Bulk requests. */
export class BulkExecutor {
  constructor(
    private readonly bindings: readonly ResourceBinding[],
    private readonly identifiers: IdentifierSource,
    private readonly log: OperationalLog,
  ) {}

  /** @returns the results of the operations that were begun, in the order of the request. */
  execute(state: ScimState, request: BulkRequest): Promise<readonly BulkResult[]> {
    return new BulkExecution(this.bindings, this.identifiers, this.log, state, request).run();
  }
}

/** A creation that waits for others, so that they share a transaction. */
interface PendingCreation extends Creation {
  readonly index: number;
  readonly operation: BulkOperation;
}

class BulkExecution {
  private readonly operations: readonly (BulkOperation | UnreadableOperation)[];
  private readonly errorsMax: number;
  private readonly results = new Map<number, BulkResult>();
  /** The id that each bulkId stands for, given out before anything is done, so that any operation can name it. */
  private readonly ids = new Map<string, string>();
  private readonly indexes = new Map<string, number>();
  private readonly pending: PendingCreation[] = [];
  private errors = 0;
  /** Once the database does not answer, the operations that are left do not wait for it each. */
  private unavailable?: StorageUnavailable;

  constructor(
    private readonly bindings: readonly ResourceBinding[],
    identifiers: IdentifierSource,
    private readonly log: OperationalLog,
    private readonly state: ScimState,
    { operations, failOnErrors = Number.POSITIVE_INFINITY }: BulkRequest,
  ) {
    this.operations = operations;
    this.errorsMax = failOnErrors;
    for (const [index, operation] of operations.entries()) {
      if (operation.method !== 'POST' || operation.bulkId === undefined) continue;
      this.ids.set(operation.bulkId, identifiers.next());
      this.indexes.set(operation.bulkId, index);
    }
  }

  async run(): Promise<readonly BulkResult[]> {
    for (const group of executionOrder(this.operations.map((operation) => this.namedBy(operation)))) {
      if (group.some((index) => this.waitsForPending(index))) await this.createPending();
      if (this.errors >= this.errorsMax) break;
      if (group.length > 1) await this.circle(group);
      else for (const index of group) await this.step(index);
    }
    await this.createPending();
    return [...this.results].sort(([left], [right]) => left - right).map(([, result]) => result);
  }

  private namedBy(operation: BulkOperation | UnreadableOperation): readonly number[] {
    if ('error' in operation) return [];
    return [...referencesOf(operation)].flatMap((bulkId) => this.indexes.get(bulkId) ?? []);
  }

  private waitsForPending(index: number): boolean {
    const operation = this.operations[index];
    if (operation === undefined || this.pending.length === 0) return false;
    const named = this.namedBy(operation);
    return this.pending.some((creation) => named.includes(creation.index));
  }

  private async step(index: number): Promise<void> {
    const operation = this.operations[index];
    if (operation === undefined) return;
    try {
      if (this.unavailable !== undefined) throw this.unavailable;
      if ('error' in operation) throw operation.error;
      const resolved = this.resolve(operation);
      const binding = this.bindingOf(resolved);
      if (resolved.method === 'POST') return await this.postpone(index, resolved, binding);
      await this.createPending();
      if (this.errors < this.errorsMax)
        this.succeed(index, await executeChange(binding, this.state, resolved));
    } catch (error) {
      await this.createPending();
      if (this.errors < this.errorsMax) this.fail(index, error);
    }
  }

  /** Creations of one type that follow each other are done together. */
  private async postpone(index: number, operation: BulkOperation, binding: ResourceBinding): Promise<void> {
    const creation = this.creationOf(index, operation, binding);
    const last = this.pending.at(-1);
    if (last !== undefined && this.bindingOf(last.operation) !== binding) await this.createPending();
    this.pending.push(creation);
  }

  /** Those who name each other exist all or not at all, if they are creations of one type. */
  private async circle(group: readonly number[]): Promise<void> {
    await this.createPending();
    const creations = group.map((index) => this.prepared(index));
    const refused = creations.some((creation) => creation instanceof Error);
    const paths = new Set(creations.map((creation) => creation instanceof Error || creation?.operation.path));
    if (!refused && (paths.has(undefined) || paths.size > 1)) {
      for (const index of group) await this.step(index);
      return;
    }
    for (const [at, creation] of creations.entries()) {
      if (creation instanceof Error) this.fail(group[at] ?? -1, creation);
      else if (creation !== undefined) this.pending.push(creation);
    }
    if (refused)
      for (const { index, operation } of this.pending.splice(0)) this.fail(index, this.leftOut(operation));
    else await this.createPending(true);
  }

  /** The creation that the operation asks for, or why it cannot be; `undefined` for what is none. */
  private prepared(index: number): PendingCreation | Error | undefined {
    const operation = this.operations[index];
    if (operation === undefined || 'error' in operation) return operation?.error;
    if (operation.method !== 'POST') return undefined;
    try {
      const resolved = this.resolve(operation);
      return this.creationOf(index, resolved, this.bindingOf(resolved));
    } catch (error) {
      if (error instanceof ScimError) return error;
      throw error;
    }
  }

  private creationOf(index: number, operation: BulkOperation, binding: ResourceBinding): PendingCreation {
    const resource = readResource(binding.type, binding.unquirk(operation.data));
    return { index, operation, resource, id: this.ids.get(operation.bulkId ?? '') ?? '' };
  }

  private async createPending(together = false): Promise<void> {
    const creations = this.pending.splice(0);
    const [first] = creations;
    if (first === undefined) return;
    const policy = { together, refusalsMax: this.errorsMax - this.errors };
    try {
      const binding = this.bindingOf(first.operation);
      const outcomes = await binding.createAll(this.state, creations, policy);
      for (const [at, { index, operation }] of creations.entries()) {
        const outcome = outcomes[at];
        if (outcome instanceof Error) this.fail(index, outcome);
        else if (outcome !== undefined) this.succeed(index, this.created(operation, binding, outcome));
      }
      // After the others, so that it can be told which of them failed.
      const left = creations.filter((_, at) => together && outcomes[at] === undefined);
      for (const { index, operation } of left) this.fail(index, this.leftOut(operation));
    } catch (error) {
      for (const { index } of creations) this.fail(index, error);
    }
  }

  private created(operation: BulkOperation, { type }: ResourceBinding, kept: KeptResource): BulkResult {
    const { method, bulkId } = operation;
    const location = locationOf(type, kept.id, this.state.baseUrl);
    return { method, bulkId, location, version: tagOf(kept), status: 201 };
  }

  /** @throws ScimError 409 for a reference to what failed, 400 for one to nothing. */
  private resolve(operation: BulkOperation): BulkOperation {
    for (const bulkId of referencesOf(operation)) {
      const index = this.indexes.get(bulkId);
      if (index === undefined) {
        const detail = `The operation names the bulkId ${quoted(bulkId)}, which no POST of this request has.`;
        throw new ScimError(400, detail, 'invalidValue');
      }
      if (this.results.get(index)?.error !== undefined) throw failedBefore(bulkId);
    }
    return withIds(operation, (bulkId) => this.ids.get(bulkId) ?? bulkId);
  }

  /** Of a circle, who was not created since another one was refused. */
  private leftOut(operation: BulkOperation): ScimError {
    const original = this.operations.find((one) => 'bulkId' in one && one.bulkId === operation.bulkId);
    const named = original === undefined || 'error' in original ? [] : [...referencesOf(original)];
    return failedBefore(named.find((bulkId) => this.isFailed(bulkId)) ?? named[0] ?? '');
  }

  private isFailed(bulkId: string): boolean {
    return this.results.get(this.indexes.get(bulkId) ?? -1)?.error !== undefined;
  }

  /** @throws ScimError 404 for a path at which nothing is. */
  private bindingOf({ path }: BulkOperation): ResourceBinding {
    const binding = this.bindings.find(
      ({ type }) => path === type.endpoint || path.startsWith(`${type.endpoint}/`),
    );
    if (binding !== undefined) return binding;
    const known = this.bindings.map(({ type }) => `"${type.endpoint}"`).join(' and ');
    throw new ScimError(404, `There is nothing at ${quoted(path)}; resources are at ${known}.`);
  }

  private succeed(index: number, result: BulkResult): void {
    this.results.set(index, result);
  }

  private fail(index: number, error: unknown): void {
    const { method, bulkId, ...operation } = this.operations[index] ?? {};
    const known = scimErrorOf(error);
    const { requestId } = this.state;
    if (known === undefined) this.log.error('An operation of a Bulk request failed', error, { requestId });
    const path = 'path' in operation && method !== 'POST' ? operation.path : undefined;
    if (error instanceof StorageUnavailable) this.unavailable = error;
    this.errors += 1;
    this.results.set(index, {
      ...{ method: method?.toUpperCase(), bulkId, location: path && this.state.baseUrl + path },
      status: known?.status ?? 500,
      error:
        known ?? new ScimError(500, `The service made a mistake; see its log for the request ${requestId}.`),
    });
  }
}

const failedBefore = (bulkId: string): ScimError =>
  new ScimError(409, `The operation names the bulkId ${quoted(bulkId)}, whose operation failed.`);
