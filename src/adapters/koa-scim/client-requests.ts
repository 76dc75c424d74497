import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Steps } from '../../criteria/steps.ts';
import type { Filter } from '../../scim/filter/filter.ts';
import { limits } from '../../scim/limits.ts';
import type { PartlyRead, UnreadPart } from '../../scim/parts/partly-read.ts';
import { readOperations } from '../../scim/parts/read-operations.ts';
import { readParts } from '../../scim/parts/read-parts.ts';
import { applyPatch } from '../../scim/patch/apply-patch.ts';
import type { PatchComparisons } from '../../scim/patch/patch-comparisons.ts';
import type { PatchOperation } from '../../scim/patch/patch-operation.ts';
import { patchSchema, readPatchRequest } from '../../scim/patch/read-patch-request.ts';
import { resolveAttributePath } from '../../scim/path/resolve-attribute-path.ts';
import { RequestRewriter } from '../../scim/quirks/request-rewriter.ts';
import { member } from '../../scim/resource/member.ts';
import { readResource } from '../../scim/resource/read-resource.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import { visitUnknown, visitWithin } from '../../scim/resource/unknown-members.ts';
import type { Attribute } from '../../scim/schema/attribute.ts';
import { wholeResource } from '../../scim/schema/find-attribute.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';
import { ScimError } from '../../scim/scim-error.ts';
import { quirks } from './quirks.ts';
import { type UnkeptValues, unkeptIn } from './unkept-values.ts';

const rewriter = new RequestRewriter(quirks);

/**
 * The resource that the body of a POST or PUT describes.
 *
 * @param told - is given what is not kept of the body.
 * @throws ScimError 400
 */
export function requestedResource(type: ResourceType, body: unknown, told: UnkeptValues = {}): ScimResource {
  const given = rewriter.body(type, body);
  if (isJsonObject(given)) visitUnknown(given, wholeResource(type), unkeptIn(told, type), '');
  return readResource(type, given);
}

/**
 * The same of a PUT as far as its body can be read.
 *
 * @param current - the resource as it is, which has what cannot be read.
 */
export const requestedParts = (
  type: ResourceType,
  current: ScimResource,
  body: JsonObject,
): Steps<PartlyRead> =>
  readParts(
    type,
    current,
    asItCame(body, () => rewriter.body(type, body) as JsonObject),
    (part) => rewriter.body(type, part) as JsonObject,
  );

/** What a body says of one attribute, where it names it once, and what else it says. */
interface BodyApart {
  readonly value?: JsonValue;
  readonly others: unknown;
}

/** @param foldedName - of the attribute. */
export function requestedApart(type: ResourceType, body: unknown, foldedName: string): BodyApart {
  if (!isJsonObject(body)) return { others: body };
  const named = asItCame(body, () => rewriter.bodyWithNames(type, body));
  const [name, ...more] = Object.keys(named).filter((one) => one.toLowerCase() === foldedName);
  if (name === undefined || more.length > 0) return { others: named };
  const { [name]: value, ...others } = named;
  return { value, others };
}

/** A body as it should have come, or as it came where that cannot be told. */
function asItCame(body: JsonObject, rewrite: () => JsonObject): JsonObject {
  try {
    return rewrite();
  } catch (error) {
    if (error instanceof ScimError) return body;
    throw error;
  }
}

/**
 * The operations that the body of a PATCH asks for.
 *
 * @param told - is given what is not kept of their values.
 * @throws ScimError 400 naming the operation.
 */
export function* requestedOperations(
  type: ResourceType,
  body: unknown,
  told?: UnkeptValues,
): Steps<readonly PatchOperation[]> {
  const operations = yield* readPatchRequest(rewriter.patchMessage(type, body));
  return yield* readableOperations(type, operations, told);
}

/**
 * What a body gives an attribute, as operations that replace its values: a long list takes several.
 *
 * @throws ScimError 400
 */
export const requestedValues = (
  type: ResourceType,
  name: string,
  value: JsonValue,
  told?: UnkeptValues,
): Steps<readonly PatchOperation[]> =>
  readableOperations(type, [{ index: 0, op: 'replace', path: { attribute: name, text: name }, value }], told);

function* readableOperations(
  type: ResourceType,
  given: readonly PatchOperation[],
  told: UnkeptValues = {},
): Steps<readonly PatchOperation[]> {
  const operations = yield* rewriter.operations(type, given);
  for (const { op, path, value } of operations) {
    // Only an object has members.
    if (op === 'remove' || typeof value !== 'object') continue;
    if (path === undefined) visitUnknown(value, wholeResource(type), unkeptIn(told, type), '');
    else {
      const { text, attribute, subAttribute } = resolveAttributePath(type, path);
      visitWithin(value, subAttribute ?? attribute, unkeptIn(told, type), text);
    }
  }
  return operations;
}

/**
 * Reads the operations of a PATCH that cannot be read whole, each by itself.
 *
 * @param refusal - why it cannot.
 * @param take - takes over what one says, or throws and has taken over nothing.
 * @param told - is given what is not kept of their values.
 * @throws `refusal` where there are no operations to read.
 */
export function* requestedOperationsApart(
  type: ResourceType,
  body: unknown,
  refusal: ScimError,
  take: (operations: readonly PatchOperation[]) => Steps<void>,
  told?: UnkeptValues,
): Steps<readonly UnreadPart[]> {
  const operations = isJsonObject(body) ? member(body, 'Operations') : undefined;
  if (!Array.isArray(operations)) throw refusal;
  const first: readonly JsonValue[] = operations.slice(0, limits.patchOperationsMax);
  const unread = yield* readOperations(type, first, function* (operation) {
    const message = { schemas: [patchSchema], Operations: [operation] };
    yield* take(yield* requestedOperations(type, message, told));
  });
  const isOfMessage = unread.length === 0 || first.length < operations.length;
  return isOfMessage ? [...unread, { path: '', error: refusal }] : unread;
}

/** Operations that were read by a type that knows less, as this one has them. @throws ScimError 400 */
export const operationsBy = (
  type: ResourceType,
  operations: readonly PatchOperation[],
): Steps<readonly PatchOperation[]> => rewriter.operations(type, operations);

/**
 * The resource after the operations.
 *
 * @param comparisons - of the operations that were taken over before, where they are read apart.
 * @throws ScimError 400 naming the operation.
 */
export const patchedResource = (
  type: ResourceType,
  resource: ScimResource,
  operations: readonly PatchOperation[],
  comparisons?: PatchComparisons,
): Steps<ScimResource> => applyPatch(type, resource, operations, rewriter.onResource(type), comparisons);

/** The path to an attribute, as the engine reads it. */
export const requestedPath = (path: string, whole: Attribute): string => rewriter.attributePath(path, whole);

/** @param whole - the resource of which the filter speaks, as an attribute. */
export const requestedFilter = (filter: Filter, whole: Attribute): Filter => rewriter.filter(filter, whole);
