import type { AgentRevision } from '../../../application/agents/revise-agent.ts';
import { isJsonObject } from '../../../criteria/json.ts';
import type { Steps } from '../../../criteria/steps.ts';
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
export function* replacedAgent(body: unknown, told: UnkeptValues): Steps<ReviseAgent> {
  const readable = function* (current: ScimResource, refusal: unknown): Steps<PartlyRead> {
    if (!isJsonObject(body)) throw refusal;
    return requireDeactivation(yield* requestedParts(userType, current, body), refusal);
  };
  try {
    const resource = requestedResource(userType, body, told);
    return () => revisedAgent(resource);
  } catch (refusal) {
    yield* readable(nothing, refusal);
    return partlyRevised((current) => readable(current, refusal));
  }
}

/** The same of the body of a PATCH, whose values are read as the account has declared them. */
export function* patchedAgent(body: unknown, told: UnkeptValues): Steps<ReviseAgent> {
  const readable = function* (
    current: ScimResource,
    type: ResourceType,
    refusal: unknown,
  ): Steps<PartlyRead> {
    if (!(refusal instanceof ScimError)) throw refusal;
    let resource = current;
    const comparisons = new PatchComparisons();
    const take = function* (operations: readonly PatchOperation[]): Steps<void> {
      resource = yield* patchedBy(type, resource, operations, comparisons);
    };
    const unread = yield* requestedOperationsApart(userType, body, refusal, take, told);
    return requireDeactivation({ resource, unread }, refusal);
  };
  let operations: readonly PatchOperation[];
  try {
    operations = yield* requestedOperations(userType, body, told);
  } catch (refusal) {
    yield* readable(nothing, userType, refusal);
    return partlyRevised((current, schema) => readable(current, declaredUserType(schema), refusal));
  }
  return partlyRevised(function* (current, schema) {
    const type = declaredUserType(schema);
    try {
      return { resource: yield* patchedBy(type, current, operations), unread: [] };
    } catch (refusal) {
      return yield* readable(current, type, refusal);
    }
  });
}

/** What was declared decides how values are read. Whether they are allowed, the domain says, and the journal with it. */
function* patchedBy(
  type: ResourceType,
  current: ScimResource,
  operations: readonly PatchOperation[],
  comparisons?: PatchComparisons,
): Steps<ScimResource> {
  const read = type === userType ? operations : yield* operationsBy(type, operations);
  return yield* patchedResource(userType, current, read, comparisons);
}

const nothing: ScimResource = { schemas: [] };

/** @throws `refusal` of the request, where that says nothing of `active: false`. */
function requireDeactivation(read: PartlyRead, refusal: unknown): PartlyRead {
  if (!(refusal instanceof ScimError) || read.resource.active !== false) throw refusal;
  return read;
}

const partlyRevised = (
  change: (current: ScimResource, schema: ProfileSchema) => Steps<PartlyRead>,
): ReviseAgent =>
  function* (current, schema, leaveOut) {
    const { resource, unread } = yield* change(unchangedResourceOf(current), schema);
    leaveOutUnread(unread, leaveOut);
    return revisedAgent(resource);
  };
