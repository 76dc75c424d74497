import type { JsonObject } from '../../../criteria/json.ts';
import type { DesiredGroup } from '../../../domain/group/desired-group.ts';
import type { Group } from '../../../domain/group/group.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import type { GroupView } from '../../../domain/group/group-view.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import { groupTypes } from '../schemas/group-types.ts';
import { userType } from '../schemas/user-type.ts';
import { Digest, locationOf, type StoredResource } from '../stored-resource.ts';

/** Reads a group's members, a bounded number at a time. */
export type ReadMembers = (group: Group) => AsyncIterable<readonly GroupMember[]>;

/** A group in SCIM's words, its members apart. */
export function resourceOf({ state: { kind, id, externalId, displayName } }: Group): ScimResource {
  return { schemas: [groupTypes[kind].schema.id], id, externalId, displayName };
}

/**
 * @param baseUrl - where members are read, below it.
 * @param readMembers - how to read those that the view omits; without it the resource has none of these.
 */
export function storedGroup(
  { group, members, membersOmitted }: GroupView,
  baseUrl: string,
  readMembers?: ReadMembers,
): StoredResource {
  const { id, version, createdAt, lastModifiedAt, rule } = group.state;
  const attributes = resourceOf(group);
  const stored = { id, version, created: createdAt, lastModified: lastModifiedAt, attributes };
  // Members by a rule come and go without a change of the group's version.
  const makeDigest = rule !== undefined;
  if (membersOmitted && readMembers !== undefined) {
    const read = () => streamedMembers(readMembers(group), baseUrl, makeDigest);
    return { ...stored, streamed: { attribute: 'members', makeDigest, read } };
  }
  if (members === undefined) return stored;
  const digest = makeDigest ? new Digest().add(members.flatMap(textsOf)).text() : undefined;
  if (members.length === 0) return { ...stored, digest };
  return { ...stored, digest, attributes: { ...attributes, members: members.map(shownMember(baseUrl)) } };
}

async function* streamedMembers(
  pieces: AsyncIterable<readonly GroupMember[]>,
  baseUrl: string,
  makeDigest: boolean,
): AsyncGenerator<readonly JsonObject[], string | undefined> {
  const digest = new Digest();
  for await (const piece of pieces) {
    digest.add(piece.flatMap(textsOf));
    yield piece.map(shownMember(baseUrl));
  }
  return makeDigest ? digest.text() : undefined;
}

/** What tells one member from another. */
const textsOf = ({ id, userName }: GroupMember) => [id, userName];

const shownMember =
  (baseUrl: string) =>
  ({ id, userName }: GroupMember): JsonObject => ({
    value: id,
    $ref: locationOf(userType, id, baseUrl),
    type: userType.name,
    display: userName,
  });

/** The group that a resource describes. The casts are safe since the schema has been checked. */
export const desiredGroup = ({ displayName, externalId }: ScimResource): DesiredGroup => ({
  displayName: displayName as string,
  externalId: externalId as string | undefined,
});
