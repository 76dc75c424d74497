import type { IdentifierSource } from '../../../application/ports/identifier-source.ts';
import type { OperationalLog } from '../../../application/ports/operational-log.ts';
import { Turns } from '../../../application/ports/turns.ts';
import type { BulkOperation } from '../../../scim/bulk/bulk-operation.ts';
import type { BulkResult } from '../../../scim/bulk/bulk-response.ts';
import { executionOrder } from '../../../scim/bulk/execution-order.ts';
import type { BulkRequest, UnreadableOperation } from '../../../scim/bulk/read-bulk-request.ts';
import { quoted } from '../../../scim/resource/quoted.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { requestedResource } from '../client-requests.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import type { ScimState } from '../scim-context.ts';
import { BulkIds } from './bulk-ids.ts';
import { BulkResults } from './bulk-results.ts';
import { createdResult, executeChange } from './execute-change.ts';
import { type PendingCreation, PendingCreations, type ResolvedOperation } from './pending-creations.ts';

/** Carries out one Bulk request (RFC 7644 section 3.7). */
export class BulkExecution {
  private readonly operations: readonly (BulkOperation | UnreadableOperation)[];
  private readonly ids: BulkIds;
  /** For each operation, which others it names. */
  private readonly named: readonly (readonly number[])[];
  private readonly results: BulkResults;
  private readonly turns = new Turns();
  private readonly pending: PendingCreations;

  constructor(
    private readonly bindings: readonly ResourceBinding[],
    private readonly state: ScimState,
    request: BulkRequest,
    { identifiers, log }: { readonly identifiers: IdentifierSource; readonly log: OperationalLog },
  ) {
    this.operations = request.operations;
    const typeAt = (path: string) => this.findBinding(path)?.type;
    this.ids = new BulkIds(request.operations, typeAt, identifiers);
    this.named = request.operations.map((operation) => this.ids.namedBy(operation));
    this.results = new BulkResults(request, state, log);
    this.pending = new PendingCreations(state, this.named, this.results, {
      made: (operation, id) => this.ids.made(operation, id),
      refused: (index) => this.refuse(index),
    });
  }

  /** @returns the results of the operations that were begun, in the order of the request. */
  async run(): Promise<readonly BulkResult[]> {
    for (const group of executionOrder(this.named)) {
      if (this.results.failuresLeft <= 0) break;
      await this.turns.giveWay();
      if (group.length > 1) await this.circle(group);
      else for (const index of group) await this.step(index);
    }
    await this.pending.create();
    this.state.parts = this.results.parts;
    return this.results.inOrder();
  }

  private async step(index: number): Promise<void> {
    const isShared = this.sharesTransaction(index);
    if (!isShared) await this.pending.create();
    if (this.results.failuresLeft <= 0) return;
    try {
      const resolved = this.resolved(index);
      if (isShared) await this.pending.add([this.creationOf(resolved)]);
      else this.results.succeed(index, await this.execute(resolved));
    } catch (error) {
      await this.countPending();
      if (this.results.failuresLeft > 0) this.results.fail(index, error);
    }
  }

  private async execute(resolved: ResolvedOperation): Promise<BulkResult> {
    this.results.requireStorage();
    const { operation, binding, refusal } = resolved;
    if (operation.method !== 'POST') {
      const change = executeChange(binding, this.state, operation);
      return refusal === undefined
        ? change
        : change.catch((error) => Promise.reject(unlessRead(error, refusal)));
    }
    const stored = await binding.create(this.state, operation.data, this.ids.idOf(operation));
    this.ids.made(operation, stored.id);
    return createdResult(operation, binding, this.state, stored);
  }

  /** Creations that name each other in a circle. Where one transaction can make them, all of them are made or none. */
  private async circle(group: readonly number[]): Promise<void> {
    if (!group.every((index) => this.sharesTransaction(index))) {
      for (const index of group) await this.step(index);
      return;
    }
    const creations: PendingCreation[] = [];
    const refused: (readonly [number, unknown])[] = [];
    for (const index of group) {
      try {
        creations.push(this.creationOf(this.resolved(index)));
      } catch (error) {
        refused.push([index, error]);
      }
    }
    if (refused.length === 0) return this.pending.add(creations);
    await this.countPending();
    if (this.results.failuresLeft <= 0) return;
    for (const [index, error] of refused) this.results.fail(index, error);
    for (const { index } of creations) this.refuse(index);
  }

  /** Whether it is a creation that can share a transaction with others. */
  private sharesTransaction(index: number): boolean {
    const operation = this.operations[index];
    if (operation === undefined || 'error' in operation || operation.method !== 'POST') return false;
    return this.findBinding(operation.path)?.createAll !== undefined;
  }

  /** Where errors are counted, those of creations that wait come before whatever comes behind them. */
  private async countPending(): Promise<void> {
    if (this.results.failuresLeft < Number.POSITIVE_INFINITY) await this.pending.create();
  }

  private resolved(index: number): ResolvedOperation {
    const operation = this.operations[index];
    if (operation === undefined) throw new Error(`There is no operation ${index}.`);
    if ('error' in operation) throw operation.error;
    const resolved = this.ids.resolve(operation, this.results.hasFailed);
    return { index, ...resolved, binding: this.bindingAt(resolved.operation.path) };
  }

  private creationOf(resolved: ResolvedOperation): PendingCreation {
    const { operation, binding } = resolved;
    const resource = requestedResource(binding.type, operation.data, this.state);
    return { ...resolved, resource, id: this.ids.idOf(operation) };
  }

  /** Fails a creation that was not made because another one that it names was refused. */
  private refuse(index: number): void {
    try {
      this.resolved(index);
      throw new ScimError(409, 'The operation belongs to a circle of which another one failed.');
    } catch (error) {
      this.results.fail(index, error);
    }
  }

  /** @throws ScimError 404 for a path at which nothing is. */
  private bindingAt(path: string): ResourceBinding {
    const binding = this.findBinding(path);
    if (binding !== undefined) return binding;
    const known = this.bindings.map(({ type }) => `"${type.endpoint}"`).join(' and ');
    throw new ScimError(404, `There is nothing at ${quoted(path)}; resources are at ${known}.`);
  }

  private findBinding(path: string): ResourceBinding | undefined {
    return this.bindings.find(
      ({ type: { endpoint } }) => path === endpoint || path.startsWith(`${endpoint}/`),
    );
  }
}

/** A value that names nothing cannot be read: what is wrong with it is said in its place. */
const unlessRead = (error: unknown, refusal: ScimError): unknown =>
  error instanceof ScimError && error.status === 400 ? refusal : error;
