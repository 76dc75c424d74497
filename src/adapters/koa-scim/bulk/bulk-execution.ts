import type { ProvisioningPolicy } from '../../../application/agents/agent/provisioning-of-many.ts';
import type { IdentifierSource } from '../../../application/ports/identifier-source.ts';
import type { OperationalLog } from '../../../application/ports/operational-log.ts';
import type { BulkOperation } from '../../../scim/bulk/bulk-operation.ts';
import type { BulkResult } from '../../../scim/bulk/bulk-response.ts';
import { executionOrder } from '../../../scim/bulk/execution-order.ts';
import type { BulkRequest, UnreadableOperation } from '../../../scim/bulk/read-bulk-request.ts';
import { quoted } from '../../../scim/resource/quoted.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { requestedResource } from '../client-requests.ts';
import type { Creation, ResourceBinding } from '../resource-binding.ts';
import type { ScimState } from '../scim-context.ts';
import { BulkIds } from './bulk-ids.ts';
import { BulkResults } from './bulk-results.ts';
import { createdResult, executeChange } from './execute-change.ts';

/** Longer transactions would keep others waiting for longer. */
const creationsPerTransaction = 250;

/** An operation with ids in the place of bulkIds, and the resource type that it is about. */
interface ResolvedOperation {
  readonly index: number;
  readonly operation: BulkOperation;
  readonly binding: ResourceBinding;
}

/** A creation that waits for others, so that they share a transaction. */
type PendingCreation = ResolvedOperation & Creation;

/** Carries out one Bulk request (RFC 7644 section 3.7). */
export class BulkExecution {
  private readonly operations: readonly (BulkOperation | UnreadableOperation)[];
  private readonly ids: BulkIds;
  private readonly results: BulkResults;
  private pending: PendingCreation[] = [];

  constructor(
    private readonly bindings: readonly ResourceBinding[],
    private readonly state: ScimState,
    request: BulkRequest,
    { identifiers, log }: { readonly identifiers: IdentifierSource; readonly log: OperationalLog },
  ) {
    this.operations = request.operations;
    const typeAt = (path: string) => this.findBinding(path)?.type;
    this.ids = new BulkIds(request.operations, typeAt, identifiers);
    this.results = new BulkResults(request, state, log);
  }

  /** @returns the results of the operations that were begun, in the order of the request. */
  async run(): Promise<readonly BulkResult[]> {
    const named = this.operations.map((operation) => this.ids.namedBy(operation));
    for (const group of executionOrder(named)) {
      const waited = this.pending.some(({ index }) => group.some((one) => named[one]?.includes(index)));
      if (waited || group.length > 1) await this.createPending();
      if (this.results.failuresLeft <= 0) break;
      if (group.length > 1) await this.circle(group);
      else for (const index of group) await this.step(index);
    }
    await this.createPending();
    return this.results.inOrder();
  }

  private async step(index: number): Promise<void> {
    try {
      const resolved = this.resolved(index);
      if (sharesTransaction(resolved)) return await this.postpone(this.creationOf(resolved));
      await this.createPending();
      if (this.results.failuresLeft > 0) this.results.succeed(index, await this.execute(resolved));
    } catch (error) {
      await this.createPending();
      if (this.results.failuresLeft > 0) this.results.fail(index, error);
    }
  }

  private async postpone(creation: PendingCreation): Promise<void> {
    const [first] = this.pending;
    if (first !== undefined && first.binding !== creation.binding) await this.createPending();
    this.pending.push(creation);
    if (this.pending.length === creationsPerTransaction) await this.createPending();
  }

  private async execute(resolved: ResolvedOperation): Promise<BulkResult> {
    this.results.requireStorage();
    const { operation, binding } = resolved;
    if (operation.method !== 'POST') return executeChange(binding, this.state, operation);
    const { resource, id } = this.creationOf(resolved);
    return createdResult(operation, binding, this.state, await binding.create(this.state, resource, id));
  }

  /** Creations that name each other in a circle. Where one transaction can make them, all of them are made or none. */
  private async circle(group: readonly number[]): Promise<void> {
    const creations: PendingCreation[] = [];
    for (const index of group) {
      try {
        creations.push(this.creationOf(this.resolved(index)));
      } catch (error) {
        this.results.fail(index, error);
      }
    }
    if (creations.length < group.length) {
      for (const { index } of creations) this.refuse(index);
    } else if (creations.every((one) => sharesTransaction(one) && one.binding === creations[0]?.binding)) {
      this.pending = creations;
      await this.createPending(true);
    } else {
      for (const index of group) await this.step(index);
    }
  }

  private resolved(index: number): ResolvedOperation {
    const operation = this.operations[index];
    if (operation === undefined) throw new Error(`There is no operation ${index}.`);
    if ('error' in operation) throw operation.error;
    const withIds = this.ids.resolve(operation, this.results.hasFailed);
    return { index, operation: withIds, binding: this.bindingAt(withIds.path) };
  }

  private creationOf(resolved: ResolvedOperation): PendingCreation {
    const { operation, binding } = resolved;
    const resource = requestedResource(binding.type, operation.data, this.state);
    return { ...resolved, resource, id: this.ids.idOf(operation) };
  }

  private async createPending(together = false): Promise<void> {
    const creations = this.pending;
    const [first] = creations;
    this.pending = [];
    if (first === undefined) return;
    const policy: ProvisioningPolicy = { together, refusalsMax: this.results.failuresLeft };
    try {
      this.results.requireStorage();
      const outcomes = (await first.binding.createAll?.(this.state, creations, policy)) ?? [];
      for (const [at, { index, operation, binding }] of creations.entries()) {
        const outcome = outcomes[at];
        if (outcome instanceof Error) this.results.fail(index, outcome);
        else if (outcome !== undefined)
          this.results.succeed(index, createdResult(operation, binding, this.state, outcome));
      }
      const leftOut = together ? creations.filter((_, at) => outcomes[at] === undefined) : [];
      for (const { index } of leftOut) this.refuse(index);
    } catch (error) {
      for (const { index } of creations) this.results.fail(index, error);
    }
  }

  /** Fails a creation of a circle that was not made because another one of the circle was refused. */
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

/** Whether it is a creation that can share a transaction with others. */
const sharesTransaction = ({ operation, binding }: ResolvedOperation): boolean =>
  operation.method === 'POST' && binding.createAll !== undefined;
