import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Steps } from '../../criteria/steps.ts';
import type { Filter } from '../filter/filter.ts';
import type { RewriteOperation } from '../patch/apply-patch.ts';
import { namingOperation, type PatchOperation } from '../patch/patch-operation.ts';
import { stretchesOf } from '../patch/stretches-of.ts';
import { isContainer } from '../path/find-path.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import { member } from '../resource/member.ts';
import type { Attribute } from '../schema/attribute.ts';
import { wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';

import { withComparedValues } from './compared-values.ts';
import { mapOperations, withMember } from './message-operations.ts';
import type { Quirk } from './quirk.ts';
import { ValueRewriter } from './value-rewriter.ts';

type Rewrites<Name extends keyof Quirk> = readonly NonNullable<Quirk[Name]>[];

/** Rewrites what clients send, by a list of quirks and in its order, before the engine sees it. */
export class RequestRewriter {
  private readonly ofMessages: Rewrites<'patchMessage'>;
  private readonly ofPaths: Rewrites<'attributePath'>;
  private readonly ofAttributes: Rewrites<'attributes'>;
  private readonly ofBodies: Rewrites<'body'>;
  private readonly ofOperations: Rewrites<'operation'>;
  private readonly onResources: Rewrites<'operationOn'>;
  private readonly ofFilters: Rewrites<'filter'>;
  private readonly ofValues: ValueRewriter;

  constructor(quirks: readonly Quirk[]) {
    this.ofMessages = quirks.flatMap(({ patchMessage }) => patchMessage ?? []);
    this.ofPaths = quirks.flatMap(({ attributePath }) => attributePath ?? []);
    this.ofAttributes = quirks.flatMap(({ attributes }) => attributes ?? []);
    this.ofBodies = quirks.flatMap(({ body }) => body ?? []);
    this.ofOperations = quirks.flatMap(({ operation }) => operation ?? []);
    this.onResources = quirks.flatMap(({ operationOn }) => operationOn ?? []);
    this.ofFilters = quirks.flatMap(({ filter }) => filter ?? []);
    this.ofValues = new ValueRewriter(quirks);
  }

  /** The body of a POST or PUT. What is no object is left for the engine to refuse. */
  body(type: ResourceType, body: unknown): unknown {
    if (!isJsonObject(body)) return body;
    return this.ofValues.object(this.bodyWithNames(type, body), wholeResource(type));
  }

  /** The body with names as the engine reads them. */
  bodyWithNames(type: ResourceType, body: JsonObject): JsonObject {
    const named = this.attributes(wholeResource(type), body);
    return this.ofBodies.reduce((given, rewrite) => rewrite(given, type), named);
  }

  /** A PatchOp message. What is no object is left for the engine to refuse. */
  patchMessage(type: ResourceType, message: unknown): unknown {
    if (!isJsonObject(message)) return message;
    const rewritten = this.ofMessages.reduce((given, rewrite) => rewrite(given, type), message);
    const whole = wholeResource(type);
    return mapOperations(rewritten, (operation) => {
      const path = member(operation, 'path');
      const read = typeof path === 'string' ? this.attributePath(path, whole) : path;
      return read === path ? operation : withMember(operation, 'path', read);
    });
  }

  /** The path to an attribute, as the engine reads it. */
  attributePath(path: string, whole: Attribute): string {
    return this.ofPaths.reduce((given, rewrite) => rewrite(given, whole), path);
  }

  /**
   * The operations of a PATCH, as far as they can be rewritten without the resource. Each is a step, and each stretch of
   * a long list.
   *
   * @throws ScimError 400 `invalidPath` or `invalidSyntax`, naming the operation.
   */
  *operations(type: ResourceType, operations: readonly PatchOperation[]): Steps<readonly PatchOperation[]> {
    const rewritten: PatchOperation[] = [];
    for (const operation of operations) {
      const named = <Result>(work: () => Result) => namingOperation(operation, operations.length, work);
      for (const stretch of named(() => stretchesOf(type, this.withNames(type, operation)))) {
        if (rewritten.length > 0) yield;
        const read = named(() =>
          this.operation(type, stretch).map((one) => this.withRewrittenValue(type, one)),
        );
        rewritten.push(...read);
      }
    }
    return rewritten;
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

  private attributes(within: Attribute, attributes: JsonObject): JsonObject {
    return this.ofAttributes.reduce((given, rewrite) => rewrite(given, within), attributes);
  }

  private operation(type: ResourceType, operation: PatchOperation): readonly PatchOperation[] {
    return this.ofOperations.reduce<readonly PatchOperation[]>(
      (given, rewrite) => given.flatMap((one) => rewrite(one, type)),
      [operation.op === 'remove' ? this.withRewrittenValue(type, operation) : operation],
    );
  }

  /** With names that rewrites of operations can go by. */
  private withNames(type: ResourceType, operation: PatchOperation): PatchOperation {
    return operation.path === undefined
      ? { ...operation, value: this.attributes(wholeResource(type), operation.value) }
      : operation;
  }

  private withRewrittenValue(type: ResourceType, operation: PatchOperation): PatchOperation {
    if (operation.path === undefined) {
      return { ...operation, value: this.ofValues.object(operation.value, wholeResource(type)) };
    }
    const { attribute, subAttribute } = resolveAttributePath(type, operation.path);
    const { valueFilter, filtersSubAttribute } = operation.path;
    const written = subAttribute ?? attribute;
    const path =
      valueFilter === undefined
        ? operation.path
        : {
            ...operation.path,
            valueFilter: this.filter(valueFilter, filtersSubAttribute ? written : attribute),
          };
    if (operation.value === undefined) return { ...operation, path };
    const isList = filtersSubAttribute || (attribute.multiValued && subAttribute === undefined);
    const given = this.named(operation.value, written);
    const value =
      isList && valueFilter !== undefined
        ? this.ofValues.value(given, written)
        : this.ofValues.values(given, written);
    return { ...operation, path, value };
  }

  /** What a PATCH gives for a complex attribute, the names in it rewritten. */
  private named(value: JsonValue, within: Attribute): JsonValue {
    if (!isContainer(within)) return value;
    if (isJsonObject(value)) return this.attributes(within, value);
    const [only]: readonly JsonValue[] = Array.isArray(value) && value.length === 1 ? value : [];
    return isJsonObject(only) ? [this.attributes(within, only)] : value;
  }
}
