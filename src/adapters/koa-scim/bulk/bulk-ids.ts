import type { IdentifierSource } from '../../../application/ports/identifier-source.ts';
import type { BulkOperation } from '../../../scim/bulk/bulk-operation.ts';
import { referencesOf, withIds } from '../../../scim/bulk/bulk-references.ts';
import type { UnreadableOperation } from '../../../scim/bulk/read-bulk-request.ts';
import { quoted } from '../../../scim/resource/quoted.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';

/** No value of any attribute: JSON has no such number. */
const unreadable = Number.NaN;

interface OperationWithIds {
  readonly operation: BulkOperation;
  /** Why a value of it cannot be read. */
  readonly refusal?: ScimError;
}

/**
 * The id that each bulkId of a request stands for. Ids are given out before anything is done, so that any operation
 * can name any other.
 */
export class BulkIds {
  private readonly ids = new Map<string, string>();
  private readonly indexes = new Map<string, number>();

  /** @param typeAt - the type of the resource at a path. */
  constructor(
    operations: readonly (BulkOperation | UnreadableOperation)[],
    private readonly typeAt: (path: string) => ResourceType | undefined,
    identifiers: IdentifierSource,
  ) {
    for (const [index, { method, bulkId }] of operations.entries()) {
      if (method !== 'POST' || bulkId === undefined) continue;
      this.ids.set(bulkId, identifiers.next());
      this.indexes.set(bulkId, index);
    }
  }

  /** The operations that make what this one names, by their index. */
  namedBy(operation: BulkOperation | UnreadableOperation): readonly number[] {
    if ('error' in operation) return [];
    return [...this.referencesOf(operation)].flatMap((bulkId) => this.indexes.get(bulkId) ?? []);
  }

  idOf({ bulkId = '' }: BulkOperation): string {
    return this.ids.get(bulkId) ?? '';
  }

  /** Takes note of the id of what the operation made. It is another one where the same was asked for and made before. */
  made({ bulkId }: BulkOperation, id: string): void {
    if (bulkId !== undefined) this.ids.set(bulkId, id);
  }

  /**
   * The operation with ids where it names bulkIds. In a PUT or PATCH a value that names nothing is one that cannot be read,
   * so that what the operation takes away is taken away all the same (decision 36).
   *
   * @param hasFailed - whether the operation of that index has.
   * @throws ScimError 409 for what names something that failed, 400 for what names nothing.
   */
  resolve(operation: BulkOperation, hasFailed: (index: number) => boolean): OperationWithIds {
    const isChange = operation.method === 'PUT' || operation.method === 'PATCH';
    let refusal: ScimError | undefined;
    const idOf = (bulkId: string) => {
      const problem = this.problemOf(bulkId, hasFailed);
      if (problem !== undefined) throw problem;
      return this.ids.get(bulkId) ?? bulkId;
    };
    const referenceOf = (bulkId: string) => {
      const problem = isChange ? this.problemOf(bulkId, hasFailed) : undefined;
      refusal ??= problem;
      return problem === undefined ? idOf(bulkId) : unreadable;
    };
    const withBulkIds = withIds(operation, this.typeAt(operation.path), idOf, referenceOf);
    return { operation: withBulkIds, refusal };
  }

  private problemOf(bulkId: string, hasFailed: (index: number) => boolean): ScimError | undefined {
    const index = this.indexes.get(bulkId);
    if (index === undefined) {
      const detail = `The operation names the bulkId ${quoted(bulkId)}, which no POST of this request has.`;
      return new ScimError(400, detail, 'invalidValue');
    }
    if (!hasFailed(index)) return undefined;
    return new ScimError(409, `The operation names the bulkId ${quoted(bulkId)}, whose operation failed.`);
  }

  private referencesOf(operation: BulkOperation): ReadonlySet<string> {
    return referencesOf(operation, this.typeAt(operation.path));
  }
}
