import type { AgentRevision } from '../../../application/agents/revise-agent.ts';
import { isJsonObject } from '../../../criteria/json.ts';
import type { ProfileSchema } from '../../../domain/profile-attribute/profile-schema.ts';
import type { PartlyRead } from '../../../scim/parts/partly-read.ts';
import { PatchComparisons } from '../../../scim/patch/patch-comparisons.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import {
  operationsBy,
  patchedResource,
  requestedOperations,
  requestedOperationsApart,
  requestedParts,
  requestedResource,
} from '../client-requests.ts';
import { leaveOutUnread } from '../left-unread.ts';
import { declaredUserType, userType } from '../schemas/user-type.ts';
import type { UnkeptValues } from '../unkept-values.ts';
import { revisedAgent, unchangedResourceOf } from './agent-resource.ts';

export type ReviseAgent = AgentRevision['revise'];

/**
 * What the body of a PUT makes of an agent. One that deactivates is read as far as it can be (decision 36).
 *
 * @param told - is given what is not kept of the body.
 * @throws ScimError 400, as what it returns does.
 */
export function replacedAgent(body: unknown, told: UnkeptValues): ReviseAgent {
  const readable = (current: ScimResource, refusal: unknown): PartlyRead => {
    if (!isJsonObject(body)) throw refusal;
    return requireDeactivation(requestedParts(userType, current, body), refusal);
  };
  try {
    const resource = requestedResource(userType, body, told);
    return () => revisedAgent(resource);
  } catch (refusal) {
    readable(nothing, refusal);
    return partlyRevised((current) => readable(current, refusal));
  }
}

/** The same of the body of a PATCH, whose values are read as the account has declared them. */
export function patchedAgent(body: unknown, told: UnkeptValues): ReviseAgent {
  const readable = (current: ScimResource, type: ResourceType, refusal: unknown): PartlyRead => {
    if (!(refusal instanceof ScimError)) throw refusal;
    let resource = current;
    const comparisons = new PatchComparisons();
    const take = (operations: readonly PatchOperation[]) => {
      resource = patchedBy(type, resource, operations, comparisons);
    };
    const unread = requestedOperationsApart(userType, body, refusal, take, told);
    return requireDeactivation({ resource, unread }, refusal);
  };
  let operations: readonly PatchOperation[];
  try {
    operations = requestedOperations(userType, body, told);
  } catch (refusal) {
    readable(nothing, userType, refusal);
    return partlyRevised((current, schema) => readable(current, declaredUserType(schema), refusal));
  }
  return partlyRevised((current, schema) => {
    const type = declaredUserType(schema);
    try {
      return { resource: patchedBy(type, current, operations), unread: [] };
    } catch (refusal) {
      return readable(current, type, refusal);
    }
  });
}

/** What was declared decides how values are read. Whether they are allowed, the domain says, and the journal with it. */
function patchedBy(
  type: ResourceType,
  current: ScimResource,
  operations: readonly PatchOperation[],
  comparisons?: PatchComparisons,
): ScimResource {
  const read = type === userType ? operations : operationsBy(type, operations);
  return patchedResource(userType, current, read, comparisons);
}

const nothing: ScimResource = { schemas: [] };

/** @throws `refusal` of the request, where that says nothing of `active: false`. */
function requireDeactivation(read: PartlyRead, refusal: unknown): PartlyRead {
  if (!(refusal instanceof ScimError) || read.resource.active !== false) throw refusal;
  return read;
}

const partlyRevised =
  (change: (current: ScimResource, schema: ProfileSchema) => PartlyRead): ReviseAgent =>
  (current, schema, leaveOut) => {
    const { resource, unread } = change(unchangedResourceOf(current), schema);
    leaveOutUnread(unread, leaveOut);
    return revisedAgent(resource);
  };
