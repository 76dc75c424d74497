import type { BulkOperation } from '../../../scim/bulk/bulk-operation.ts';
import type { BulkResult } from '../../../scim/bulk/bulk-response.ts';
import { conditionOf } from '../if-match.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import type { ScimState } from '../scim-context.ts';
import { locationOf, type StoredResource, tagOf } from '../stored-resource.ts';

/** What a POST of a Bulk request is answered with. */
export function createdResult(
  { method, bulkId }: BulkOperation,
  { type }: ResourceBinding,
  { baseUrl }: ScimState,
  stored: StoredResource,
): BulkResult {
  return {
    method,
    bulkId,
    location: locationOf(type, stored.id, baseUrl),
    version: tagOf(stored),
    status: 201,
  };
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
  const change = method === 'PUT' ? binding.replace : binding.patch;
  const stored = await change.call(binding, state, id, data, condition, () => false);
  return { method, location, version: tagOf(stored), status: 200 };
}
