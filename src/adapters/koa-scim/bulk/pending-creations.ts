import type { BulkOperation } from '../../../scim/bulk/bulk-operation.ts';
import type { ScimError } from '../../../scim/scim-error.ts';
import type { Creation, ResourceBinding } from '../resource-binding.ts';
import type { ScimState } from '../scim-context.ts';
import type { BulkResults } from './bulk-results.ts';
import { createdResult } from './execute-change.ts';

/** Longer transactions would keep others waiting for longer. */
const creationsPerTransaction = 250;

/** An operation with ids in the place of bulkIds, and the resource type that it is about. */
export interface ResolvedOperation {
  readonly index: number;
  readonly operation: BulkOperation;
  readonly binding: ResourceBinding;
  /** Why it cannot be carried out whole. */
  readonly refusal?: ScimError;
}

/** A creation that waits for others. */
export type PendingCreation = ResolvedOperation & Creation;

/** Creations of a Bulk request that wait for each other, so that they share transactions. */
export class PendingCreations {
  private creations: PendingCreation[] = [];

  /**
   * @param named - for each operation of the request, which others it names.
   * @param tell - is told the id of what was made, and what was not made because another one that it names was refused.
   */
  constructor(
    private readonly state: ScimState,
    private readonly named: readonly (readonly number[])[],
    private readonly results: BulkResults,
    private readonly tell: {
      made(operation: BulkOperation, id: string): void;
      refused(index: number): void;
    },
  ) {}

  /** Has creations wait that belong into one transaction, however many they are. */
  async add(creations: readonly PendingCreation[]): Promise<void> {
    const isOther = this.creations[0]?.binding !== creations[0]?.binding;
    if (isOther || this.creations.length + creations.length > creationsPerTransaction) await this.create();
    this.creations.push(...creations);
  }

  /** Creates all that wait, and tells their results. */
  async create(): Promise<void> {
    const creations = this.creations;
    const [first] = creations;
    this.creations = [];
    if (first === undefined) return;
    try {
      this.results.requireStorage();
      const outcomes =
        (await first.binding.createAll?.(this.state, this.withNeeds(creations), this.results.failuresLeft)) ??
        [];
      for (const [at, { index, operation, binding }] of creations.entries()) {
        const outcome = outcomes[at];
        if (outcome instanceof Error) this.results.fail(index, outcome);
        else if (outcome !== undefined) {
          this.tell.made(operation, outcome.id);
          this.results.succeed(index, createdResult(operation, binding, this.state, outcome));
        }
      }
      for (const { index } of creations.filter((_, at) => outcomes[at] === undefined)) {
        if (this.results.failuresLeft > 0) this.tell.refused(index);
      }
    } catch (error) {
      for (const { index } of creations) this.results.fail(index, error);
    }
  }

  private withNeeds(creations: readonly PendingCreation[]): readonly Creation[] {
    const idOf = new Map(creations.map(({ index, id }) => [index, id]));
    return creations.map(({ index, id, resource }) => ({
      ...{ id, resource },
      needs: this.named[index]?.flatMap((other) => idOf.get(other) ?? []),
    }));
  }
}
