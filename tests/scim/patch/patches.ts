import { applyPatch } from '../../../src/scim/patch/apply-patch.ts';
import { readPatchRequest } from '../../../src/scim/patch/read-patch-request.ts';
import type { ScimResource } from '../../../src/scim/resource/scim-resource.ts';
import type { ResourceType } from '../../../src/scim/schema/resource-type.ts';
import { finished } from '../finished.ts';
import { deepFreeze, patchUrn, user, userResourceType } from '../resources.ts';

/** What a resource with these attributes is after the PATCH, `schemas` and `userName` left out. */
export function patchedUser(attributes: object, ...operations: object[]): object {
  const { schemas, userName, ...patched } = patchUser(user(attributes), ...operations);
  return patched;
}

export const patchUser = (resource: ScimResource, ...operations: object[]): ScimResource =>
  patchOf(userResourceType, resource, ...operations);

/** What the engine makes of the operations, without any quirk. */
export const patchOf = (type: ResourceType, resource: ScimResource, ...operations: object[]): ScimResource =>
  finished(
    applyPatch(
      type,
      deepFreeze(resource),
      deepFreeze(finished(readPatchRequest({ schemas: [patchUrn], Operations: operations }))),
    ),
  );
