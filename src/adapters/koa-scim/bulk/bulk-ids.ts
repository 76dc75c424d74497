import type { IdentifierSource } from '../../../application/ports/identifier-source.ts';
import type { BulkOperation } from '../../../scim/bulk/bulk-operation.ts';
import { referencesOf, withIds } from '../../../scim/bulk/bulk-references.ts';
import type { UnreadableOperation } from '../../../scim/bulk/read-bulk-request.ts';
import { quoted } from '../../../scim/resource/quoted.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';

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

  /**
   * The operation with ids where it names bulkIds.
   *
   * @param hasFailed - whether the operation of that index has.
   * @throws ScimError 409 for what names something that failed, 400 for what names nothing.
   */
  resolve(operation: BulkOperation, hasFailed: (index: number) => boolean): BulkOperation {
    for (const bulkId of this.referencesOf(operation)) {
      const index = this.indexes.get(bulkId);
      if (index === undefined) {
        const detail = `The operation names the bulkId ${quoted(bulkId)}, which no POST of this request has.`;
        throw new ScimError(400, detail, 'invalidValue');
      }
      if (hasFailed(index)) {
        const detail = `The operation names the bulkId ${quoted(bulkId)}, whose operation failed.`;
        throw new ScimError(409, detail);
      }
    }
    return withIds(operation, this.typeAt(operation.path), (bulkId) => this.ids.get(bulkId) ?? bulkId);
  }

  private referencesOf(operation: BulkOperation): ReadonlySet<string> {
    return referencesOf(operation, this.typeAt(operation.path));
  }
}
