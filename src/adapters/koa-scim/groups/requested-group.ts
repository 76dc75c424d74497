import type { GroupRevision, RevisedGroup } from '../../../application/groups/revise-group.ts';
import type { JsonObject } from '../../../criteria/json.ts';
import type { Steps } from '../../../criteria/steps.ts';
import type { DesiredGroup } from '../../../domain/group/desired-group.ts';
import type { MembershipStep } from '../../../domain/group/membership-steps.ts';
import type { UnreadPart } from '../../../scim/parts/partly-read.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import { patchSchema } from '../../../scim/patch/read-patch-request.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import {
  patchedResource,
  requestedApart,
  requestedOperations,
  requestedOperationsApart,
  requestedParts,
  requestedResource,
  requestedValues,
} from '../client-requests.ts';
import { leaveOutUnread } from '../left-unread.ts';
import type { UnkeptValues } from '../unkept-values.ts';
import { desiredGroup, resourceOf } from './group-resource.ts';
import {
  type GroupPatch,
  type NamingStep,
  namedMembers,
  splitMemberOperations,
} from './member-operations.ts';
import { splitReadable } from './split-readable.ts';

type ReviseGroup = GroupRevision['revise'];

/** Where members are read, below `baseUrl`; and what takes what is not kept. */
type RequestOfGroup = UnkeptValues & { readonly baseUrl: string };

/** What a request makes of a group, as far as it can be read. */
interface PartlyRevised {
  readonly resource: ScimResource;
  readonly membership: readonly MembershipStep[];
  readonly unread: readonly UnreadPart[];
}

/** A group that the body of a POST or PUT describes, its members apart. */
interface DescribedGroup {
  readonly desired: DesiredGroup;
  readonly membership: readonly NamingStep[];
}

/**
 * The group that the body of a POST describes.
 *
 * @throws ScimError 400
 */
export function* describedGroup(
  type: ResourceType,
  body: unknown,
  state: RequestOfGroup,
): Steps<DescribedGroup> {
  const { value = null, others } = requestedApart(type, body, 'members');
  const desired = desiredGroup(requestedResource(type, others, state));
  return { desired, membership: yield* namedMembers(yield* requestedValues(type, 'members', value, state)) };
}

/**
 * What the body of a PUT makes of a group. One that leaves members out is read as far as it can be (decision 36).
 *
 * @throws ScimError 400, as what it returns does.
 */
export function* replacedGroup(type: ResourceType, body: unknown, state: RequestOfGroup): Steps<ReviseGroup> {
  try {
    const described = yield* describedGroup(type, body, state);
    return () => described;
  } catch (refusal) {
    const { value, others } = requestedApart(type, body, 'members');
    // A body that does not speak of members may be cut short, and nobody is removed for that.
    if (!(refusal instanceof ScimError) || value === undefined) throw refusal;
    const replacing = { op: 'replace', path: 'members', value };
    const patched = yield* partlyPatched(
      type,
      { schemas: [patchSchema], Operations: [replacing] },
      state,
      refusal,
    );
    return partlyRevised(refusal, function* (current) {
      const { membership, unread } = yield* patched(current);
      const read = yield* requestedParts(type, current, others as JsonObject);
      return { resource: read.resource, membership, unread: [...read.unread, ...unread] };
    });
  }
}

/** The same of the body of a PATCH, where one that removes members is read as far as it can be. */
export function* patchedGroup(type: ResourceType, body: unknown, state: RequestOfGroup): Steps<ReviseGroup> {
  const partly = function* (refusal: unknown): Steps<PartlyPatched> {
    if (!(refusal instanceof ScimError)) throw refusal;
    return yield* partlyPatched(type, body, state, refusal);
  };
  let read: GroupPatch;
  try {
    const operations = yield* requestedOperations(type, body, state);
    read = yield* splitMemberOperations(type, operations, state.baseUrl);
  } catch (refusal) {
    return partlyRevised(refusal, yield* partly(refusal));
  }
  const { others, membership } = read;
  return function* (current, leaveOut) {
    const resource = resourceOf(current);
    try {
      return { desired: desiredGroup(yield* patchedResource(type, resource, others)), membership };
    } catch (refusal) {
      return yield* partlyRevised(refusal, yield* partly(refusal))(current, leaveOut);
    }
  };
}

type PartlyPatched = (current: ScimResource) => Steps<PartlyRevised>;

/** @throws `refusal` where nobody is removed by what can be read. */
function* partlyPatched(
  type: ResourceType,
  body: unknown,
  state: RequestOfGroup,
  refusal: ScimError,
): Steps<PartlyPatched> {
  const patched = function* (current: ScimResource): Steps<PartlyRevised> {
    let resource = current;
    const membership: MembershipStep[] = [];
    const unreadMembers: UnreadPart[] = [];
    const take = function* (operations: readonly PatchOperation[]): Steps<void> {
      const split = yield* splitReadable(type, operations, state.baseUrl, unreadMembers);
      resource = yield* patchedResource(type, resource, split.others);
      membership.push(...split.membership);
    };
    const unread = yield* requestedOperationsApart(type, body, refusal, take, state);
    if (membership.every(({ kind }) => kind === 'add')) throw refusal;
    return { resource, membership, unread: [...unread, ...unreadMembers] };
  };
  yield* patched({ schemas: [] });
  return patched;
}

const partlyRevised = (refusal: unknown, change: PartlyPatched) =>
  function* (...[current, leaveOut]: Parameters<ReviseGroup>): Steps<RevisedGroup> {
    const { resource, membership, unread } = yield* change(resourceOf(current));
    leaveOutUnread(unread, (part) => leaveOut(part, refusal as Error));
    return { desired: desiredGroup(resource), membership };
  };
