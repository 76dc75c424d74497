import type { AgentRevision } from '../../../application/agents/revise-agent.ts';
import { isJsonObject } from '../../../criteria/json.ts';
import type { PartlyRead } from '../../../scim/parts/partly-read.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import {
  patchedResource,
  requestedOperations,
  requestedOperationsApart,
  requestedParts,
  requestedResource,
} from '../client-requests.ts';
import { leaveOutUnread } from '../left-unread.ts';
import { revisedAgent, unchangedResourceOf } from './agent-resource.ts';

export type ReviseAgent = AgentRevision['revise'];

/**
 * What the body of a PUT makes of an agent. One that deactivates is read as far as it can be (decision 36).
 *
 * @throws ScimError 400, as what it returns does.
 */
export function replacedAgent(type: ResourceType, body: unknown): ReviseAgent {
  const readable = (current: ScimResource, refusal: unknown): PartlyRead => {
    if (!isJsonObject(body)) throw refusal;
    return requireDeactivation(requestedParts(type, current, body), refusal);
  };
  try {
    const resource = requestedResource(type, body);
    return () => revisedAgent(resource);
  } catch (refusal) {
    readable(nothing, refusal);
    return partlyRevised((current) => readable(current, refusal));
  }
}

/** The same of the body of a PATCH. */
export function patchedAgent(type: ResourceType, body: unknown): ReviseAgent {
  const readable = (current: ScimResource, refusal: unknown): PartlyRead => {
    if (!(refusal instanceof ScimError)) throw refusal;
    let resource = current;
    const unread = requestedOperationsApart(type, body, refusal, (operations) => {
      resource = patchedResource(type, resource, operations);
    });
    return requireDeactivation({ resource, unread }, refusal);
  };
  let operations: readonly PatchOperation[];
  try {
    operations = requestedOperations(type, body);
  } catch (refusal) {
    readable(nothing, refusal);
    return partlyRevised((current) => readable(current, refusal));
  }
  return partlyRevised((current) => {
    try {
      return { resource: patchedResource(type, current, operations), unread: [] };
    } catch (refusal) {
      return readable(current, refusal);
    }
  });
}

const nothing: ScimResource = { schemas: [] };

/** @throws `refusal` of the request, where that says nothing of `active: false`. */
function requireDeactivation(read: PartlyRead, refusal: unknown): PartlyRead {
  if (!(refusal instanceof ScimError) || read.resource.active !== false) throw refusal;
  return read;
}

const partlyRevised =
  (change: (current: ScimResource) => PartlyRead): ReviseAgent =>
  (current, leaveOut) => {
    const { resource, unread } = change(unchangedResourceOf(current));
    leaveOutUnread(unread, leaveOut);
    return revisedAgent(resource);
  };
