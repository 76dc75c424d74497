import { applyPatch } from '../../../src/scim/patch/apply-patch.ts';
import { readPatchRequest } from '../../../src/scim/patch/read-patch-request.ts';
import type { Quirk } from '../../../src/scim/quirks/quirk.ts';
import { RequestRewriter } from '../../../src/scim/quirks/request-rewriter.ts';
import { readResource } from '../../../src/scim/resource/read-resource.ts';
import type { ScimResource } from '../../../src/scim/resource/scim-resource.ts';
import type { ResourceType } from '../../../src/scim/schema/resource-type.ts';
import { finished } from '../finished.ts';
import { deepFreeze, patchUrn, user, userResourceType } from '../resources.ts';

/** The resource that the body describes, read behind these quirks. */
export const readWith = (
  quirks: readonly Quirk[],
  body: object,
  type: ResourceType = userResourceType,
): ScimResource => readResource(type, new RequestRewriter(quirks).body(type, deepFreeze(body)));

/** What a user with these attributes is after the PATCH behind these quirks, `schemas` and `userName` left out. */
export function patchedWith(quirks: readonly Quirk[], attributes: object, ...operations: object[]): object {
  const message = deepFreeze({ schemas: [patchUrn], Operations: operations });
  const rewriter = new RequestRewriter(quirks);
  const read = finished(readPatchRequest(rewriter.patchMessage(userResourceType, message)));
  const { schemas, userName, ...patched } = finished(
    applyPatch(
      userResourceType,
      deepFreeze(user(attributes)),
      deepFreeze(finished(rewriter.operations(userResourceType, read))),
      rewriter.onResource(userResourceType),
    ),
  );
  return patched;
}
