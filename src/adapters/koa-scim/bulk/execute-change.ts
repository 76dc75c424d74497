import type { BulkOperation } from '../../../scim/bulk/bulk-operation.ts';
import type { BulkResult } from '../../../scim/bulk/bulk-response.ts';
import { readPatchRequest } from '../../../scim/patch/read-patch-request.ts';
import { readResource } from '../../../scim/resource/read-resource.ts';
import { locationOf, tagOf } from '../answer.ts';
import { conditionOf } from '../if-match.ts';
import type { KeptResource, ResourceBinding } from '../resource-binding.ts';
import type { ScimState } from '../scim-context.ts';

/** What a POST of a Bulk request is answered with. */
export function createdResult(
  { method, bulkId }: BulkOperation,
  { type }: ResourceBinding,
  { baseUrl }: ScimState,
  kept: KeptResource,
): BulkResult {
  return { method, bulkId, location: locationOf(type, kept.id, baseUrl), version: tagOf(kept), status: 201 };
}

/** A PUT, PATCH or DELETE of a Bulk request, as it is by itself; nothing is read for an answer that tells nothing. */
export async function executeChange(
  binding: ResourceBinding,
  state: ScimState,
  { method, path, version, data }: BulkOperation,
): Promise<BulkResult> {
  const id = path.slice(binding.type.endpoint.length + 1);
  const condition = conditionOf(version);
  const location = locationOf(binding.type, id, state.baseUrl);
  if (method === 'DELETE') {
    await binding.remove(state, id, condition);
    return { method, location, status: 204 };
  }
  let kept: KeptResource;
  if (method === 'PUT') {
    const resource = readResource(binding.type, binding.unquirk(data));
    kept = await binding.replace(state, id, resource, condition);
  } else {
    kept = await binding.patch(state, id, readPatchRequest(data), condition, () => false);
  }
  return { method, location, version: tagOf(kept), status: 200 };
}
