import type { GroupRevision } from '../../../application/groups/revise-group.ts';
import { isJsonObject } from '../../../criteria/json.ts';
import type { MembershipStep } from '../../../domain/group/membership-steps.ts';
import type { UnreadPart } from '../../../scim/parts/partly-read.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import { patchSchema } from '../../../scim/patch/read-patch-request.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import {
  patchedResource,
  requestedMember,
  requestedOperations,
  requestedOperationsApart,
  requestedParts,
  requestedResource,
} from '../client-requests.ts';
import { leaveOutUnread } from '../left-unread.ts';
import type { UnkeptValues } from '../unkept-values.ts';
import { desiredGroup, resourceOf } from './group-resource.ts';
import { type GroupPatch, readMembers, splitMemberOperations } from './member-operations.ts';
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

/**
 * What the body of a PUT makes of a group. One that leaves members out is read as far as it can be (decision 36).
 *
 * @throws ScimError 400, as what it returns does.
 */
export function replacedGroup(type: ResourceType, body: unknown, state: RequestOfGroup): ReviseGroup {
  try {
    const resource = requestedResource(type, body, state);
    const membership: MembershipStep[] = [{ kind: 'replace', ids: readMembers(resource) }];
    return () => ({ desired: desiredGroup(resource), membership });
  } catch (refusal) {
    const members = isJsonObject(body) ? requestedMember(type, body, 'members') : undefined;
    // A body that does not speak of members may be cut short, and nobody is removed for that.
    if (!(refusal instanceof ScimError) || !isJsonObject(body) || members === undefined) throw refusal;
    const replacing = { op: 'replace', path: 'members', value: members };
    const patched = partlyPatched(type, { schemas: [patchSchema], Operations: [replacing] }, state, refusal);
    return partlyRevised(refusal, (current) => {
      const { membership, unread } = patched(current);
      const read = requestedParts(type, current, body);
      const others = read.unread.filter(({ path }) => path !== 'members');
      return { resource: read.resource, membership, unread: [...others, ...unread] };
    });
  }
}

/** The same of the body of a PATCH, where one that removes members is read as far as it can be. */
export function patchedGroup(type: ResourceType, body: unknown, state: RequestOfGroup): ReviseGroup {
  const partly = (refusal: unknown): ReviseGroup => {
    if (!(refusal instanceof ScimError)) throw refusal;
    return partlyRevised(refusal, partlyPatched(type, body, state, refusal));
  };
  let read: GroupPatch;
  try {
    read = splitMemberOperations(type, requestedOperations(type, body, state), state.baseUrl);
  } catch (refusal) {
    return partly(refusal);
  }
  const { others, membership } = read;
  return (current, leaveOut) => {
    try {
      return { desired: desiredGroup(patchedResource(type, resourceOf(current), others)), membership };
    } catch (refusal) {
      return partly(refusal)(current, leaveOut);
    }
  };
}

type PartlyPatched = (current: ScimResource) => PartlyRevised;

/** @throws `refusal` where nobody is removed by what can be read. */
function partlyPatched(
  type: ResourceType,
  body: unknown,
  state: RequestOfGroup,
  refusal: ScimError,
): PartlyPatched {
  const patched = (current: ScimResource): PartlyRevised => {
    let resource = current;
    const membership: MembershipStep[] = [];
    const unreadMembers: UnreadPart[] = [];
    const take = (operations: readonly PatchOperation[]) => {
      const split = splitReadable(type, operations, state.baseUrl, unreadMembers);
      resource = patchedResource(type, resource, split.others);
      membership.push(...split.membership);
    };
    const unread = requestedOperationsApart(type, body, refusal, take, state);
    if (membership.every(({ kind }) => kind === 'add')) throw refusal;
    return { resource, membership, unread: [...unread, ...unreadMembers] };
  };
  patched({ schemas: [] });
  return patched;
}

const partlyRevised =
  (refusal: Error, change: PartlyPatched): ReviseGroup =>
  (current, leaveOut) => {
    const { resource, membership, unread } = change(resourceOf(current));
    leaveOutUnread(unread, (part) => leaveOut(part, refusal));
    return { desired: desiredGroup(resource), membership };
  };
