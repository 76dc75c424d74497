import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Filter } from '../../scim/filter/filter.ts';
import { applyPatch } from '../../scim/patch/apply-patch.ts';
import type { PatchOperation } from '../../scim/patch/patch-operation.ts';
import { readPatchRequest } from '../../scim/patch/read-patch-request.ts';
import { resolveAttributePath } from '../../scim/path/resolve-attribute-path.ts';
import { RequestRewriter } from '../../scim/quirks/request-rewriter.ts';
import { readResource } from '../../scim/resource/read-resource.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import { type VisitUnknown, visitUnknown, visitWithin } from '../../scim/resource/unknown-members.ts';
import type { Attribute } from '../../scim/schema/attribute.ts';
import { wholeResource } from '../../scim/schema/find-attribute.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';
import { quirks } from './quirks.ts';

const rewriter = new RequestRewriter(quirks);

/** Names; a request of a Bulk may have very many. */
const unkeptOfRequestMax = 100;

/** What came with a resource of the type and is not kept, since no schema knows its name. */
interface UnkeptValue {
  readonly type: ResourceType;
  readonly name: string;
  readonly value: JsonValue;
}

export interface UnkeptValues {
  /**
   * By type and name: what a request has in many resources, or is read for twice, is one. Absent where all is kept, as
   * nearly always.
   */
  unkept?: Map<string, UnkeptValue>;
}

/**
 * The resource that the body of a POST or PUT describes.
 *
 * @param told - is given what is not kept of the body.
 * @throws ScimError 400
 */
export function requestedResource(type: ResourceType, body: unknown, told: UnkeptValues = {}): ScimResource {
  const rewritten = rewriter.body(type, body);
  const resource = readResource(type, rewritten);
  if (isJsonObject(rewritten)) visitUnknown(rewritten, wholeResource(type), tell(told, type), '');
  return resource;
}

/**
 * The operations that the body of a PATCH asks for.
 *
 * @param told - is given what is not kept of their values.
 * @throws ScimError 400 naming the operation.
 */
export function requestedOperations(
  type: ResourceType,
  body: unknown,
  told: UnkeptValues = {},
): readonly PatchOperation[] {
  const operations = rewriter.operations(type, readPatchRequest(rewriter.patchMessage(type, body)));
  for (const { op, path, value } of operations) {
    if (op === 'remove') continue;
    if (path === undefined) visitUnknown(value, wholeResource(type), tell(told, type), '');
    else {
      const { text, attribute, subAttribute } = resolveAttributePath(type, path);
      visitWithin(value, subAttribute ?? attribute, tell(told, type), text);
    }
  }
  return operations;
}

const tell =
  (told: UnkeptValues, type: ResourceType): VisitUnknown =>
  (name, value) => {
    told.unkept ??= new Map();
    if (told.unkept.size < unkeptOfRequestMax) told.unkept.set(`${type.id} ${name}`, { type, name, value });
  };

/** Operations that were read by a type that knows less, as this one has them. @throws ScimError 400 */
export const operationsBy = (
  type: ResourceType,
  operations: readonly PatchOperation[],
): readonly PatchOperation[] => rewriter.operations(type, operations);

/** The resource after the operations. @throws ScimError 400 naming the operation. */
export const patchedResource = (
  type: ResourceType,
  resource: ScimResource,
  operations: readonly PatchOperation[],
): ScimResource => applyPatch(type, resource, operations, rewriter.onResource(type));

/** The path to an attribute, as the engine reads it. */
export const requestedPath = (path: string, whole: Attribute): string => rewriter.attributePath(path, whole);

/** @param whole - the resource of which the filter speaks, as an attribute. */
export const requestedFilter = (filter: Filter, whole: Attribute): Filter => rewriter.filter(filter, whole);
