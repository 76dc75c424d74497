import { isJsonObject, type JsonObject } from '../../criteria/json.ts';
import type { Filter } from '../filter/filter.ts';
import type { RewriteOperation } from '../patch/apply-patch.ts';
import { namingOperation, type PatchOperation } from '../patch/patch-operation.ts';
import { patchTarget } from '../patch/patch-target.ts';
import type { Attribute } from '../schema/attribute.ts';
import { wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { withComparedValues } from './compared-values.ts';
import type { Quirk } from './quirk.ts';
import { ValueRewriter } from './value-rewriter.ts';

type Rewrites<Name extends keyof Quirk> = readonly NonNullable<Quirk[Name]>[];

/** Rewrites what clients send, by a list of quirks and in its order, before the engine sees it. */
export class RequestRewriter {
  private readonly ofMessages: Rewrites<'patchMessage'>;
  private readonly ofAttributes: Rewrites<'attributes'>;
  private readonly ofOperations: Rewrites<'operation'>;
  private readonly onResources: Rewrites<'operationOn'>;
  private readonly ofFilters: Rewrites<'filter'>;
  private readonly ofValues: ValueRewriter;

  constructor(quirks: readonly Quirk[]) {
    this.ofMessages = quirks.flatMap(({ patchMessage }) => patchMessage ?? []);
    this.ofAttributes = quirks.flatMap(({ attributes }) => attributes ?? []);
    this.ofOperations = quirks.flatMap(({ operation }) => operation ?? []);
    this.onResources = quirks.flatMap(({ operationOn }) => operationOn ?? []);
    this.ofFilters = quirks.flatMap(({ filter }) => filter ?? []);
    this.ofValues = new ValueRewriter(quirks);
  }

  /** The body of a POST or PUT. What is no object is left for the engine to refuse. */
  body(type: ResourceType, body: unknown): unknown {
    if (!isJsonObject(body)) return body;
    return this.ofValues.object(this.attributes(type, body), wholeResource(type));
  }

  /** A PatchOp message. What is no object is left for the engine to refuse. */
  patchMessage(message: unknown): unknown {
    if (!isJsonObject(message)) return message;
    return this.ofMessages.reduce((given, rewrite) => rewrite(given), message);
  }

  /**
   * The operations of a PATCH, as far as they can be rewritten without the resource.
   *
   * @throws ScimError 400 `invalidPath` or `invalidSyntax`, naming the operation.
   */
  operations(type: ResourceType, operations: readonly PatchOperation[]): readonly PatchOperation[] {
    return operations.flatMap((operation) =>
      namingOperation(operation, operations.length, () =>
        this.operation(type, operation).map((one) => this.withRewrittenValue(type, one)),
      ),
    );
  }

  /** The rewrites that look at the resource, for `applyPatch`. */
  onResource(type: ResourceType): RewriteOperation {
    return (operation, resource) =>
      this.onResources.reduce<readonly PatchOperation[]>(
        (given, rewrite) => given.flatMap((one) => rewrite(one, type, resource)),
        [operation],
      );
  }

  /** @param within - the whole resource, or the multi-valued attribute of whose elements the filter speaks. */
  filter(filter: Filter, within: Attribute): Filter {
    const rewritten = this.ofFilters.reduce((given, rewrite) => rewrite(given, within), filter);
    return withComparedValues(rewritten, within, (value, attribute) => this.ofValues.value(value, attribute));
  }

  private attributes(type: ResourceType, attributes: JsonObject): JsonObject {
    return this.ofAttributes.reduce((given, rewrite) => rewrite(given, type), attributes);
  }

  private operation(type: ResourceType, operation: PatchOperation): readonly PatchOperation[] {
    return this.ofOperations.reduce<readonly PatchOperation[]>(
      (given, rewrite) => given.flatMap((one) => rewrite(one, type)),
      [this.readable(type, operation)],
    );
  }

  /** With names and values that rewrites of operations can go by. */
  private readable(type: ResourceType, operation: PatchOperation): PatchOperation {
    if (operation.path === undefined) return { ...operation, value: this.attributes(type, operation.value) };
    return operation.op === 'remove' ? this.withRewrittenValue(type, operation) : operation;
  }

  private withRewrittenValue(type: ResourceType, operation: PatchOperation): PatchOperation {
    if (operation.path === undefined) {
      return { ...operation, value: this.ofValues.object(operation.value, wholeResource(type)) };
    }
    const { attribute, selection } = patchTarget(type, operation.path);
    const { valueFilter } = operation.path;
    const path =
      valueFilter === undefined
        ? operation.path
        : { ...operation.path, valueFilter: this.filter(valueFilter, attribute) };
    if (operation.value === undefined) return { ...operation, path };
    const written = selection?.subAttribute ?? attribute;
    const isElement = selection !== undefined && selection.subAttribute === undefined;
    const { value: given } = operation;
    const value = isElement ? this.ofValues.value(given, written) : this.ofValues.values(given, written);
    return { ...operation, path, value };
  }
}
