import type { Filter } from '../../scim/filter/filter.ts';
import { applyPatch } from '../../scim/patch/apply-patch.ts';
import type { PatchOperation } from '../../scim/patch/patch-operation.ts';
import { readPatchRequest } from '../../scim/patch/read-patch-request.ts';
import { RequestRewriter } from '../../scim/quirks/request-rewriter.ts';
import { readResource } from '../../scim/resource/read-resource.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import type { Attribute } from '../../scim/schema/attribute.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';
import { quirks } from './quirks.ts';

const rewriter = new RequestRewriter(quirks);

/** The resource that the body of a POST or PUT describes. @throws ScimError 400 */
export const requestedResource = (type: ResourceType, body: unknown): ScimResource =>
  readResource(type, rewriter.body(type, body));

/** The operations that the body of a PATCH asks for. @throws ScimError 400 naming the operation. */
export const requestedOperations = (type: ResourceType, body: unknown): readonly PatchOperation[] =>
  rewriter.operations(type, readPatchRequest(rewriter.patchMessage(body)));

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

/** @param whole - the resource of which the filter speaks, as an attribute. */
export const requestedFilter = (filter: Filter, whole: Attribute): Filter => rewriter.filter(filter, whole);
