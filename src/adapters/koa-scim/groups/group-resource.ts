import type { DesiredGroup } from '../../../domain/group/desired-group.ts';
import type { Group } from '../../../domain/group/group.ts';
import type { GroupView } from '../../../domain/group/group-view.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import { groupTypes } from '../schemas/group-types.ts';
import { userType } from '../schemas/user-type.ts';
import { digestOf, locationOf, type StoredResource } from '../stored-resource.ts';

/** A group in SCIM's words, its members apart. */
export function resourceOf({ state: { kind, id, externalId, displayName } }: Group): ScimResource {
  return { schemas: [groupTypes[kind].schema.id], id, externalId, displayName };
}

/** @param baseUrl - where members are read, below it. */
export function storedGroup({ group, members }: GroupView, baseUrl: string): StoredResource {
  const { id, version, createdAt, lastModifiedAt } = group.state;
  const resource = resourceOf(group);
  const attributes =
    members === undefined || members.length === 0
      ? resource
      : {
          ...resource,
          members: members.map((member) => ({
            value: member.id,
            $ref: locationOf(userType, member.id, baseUrl),
            type: userType.name,
            display: member.userName,
          })),
        };
  const stored = { id, version, created: createdAt, lastModified: lastModifiedAt, attributes };
  // Members by a rule come and go without a change of the group's version.
  return group.state.rule === undefined ? stored : { ...stored, digest: digestOf(members) };
}

/** The group that a resource describes. The casts are safe since the schema has been checked. */
export const desiredGroup = ({ displayName, externalId }: ScimResource): DesiredGroup => ({
  displayName: displayName as string,
  externalId: externalId as string | undefined,
});
