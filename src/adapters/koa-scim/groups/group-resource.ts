import type { DesiredGroup } from '../../../domain/group/desired-group.ts';
import type { Group } from '../../../domain/group/group.ts';
import type { GroupView } from '../../../domain/group/group-view.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import { groupResourceType } from '../../../scim/schema/group-resource-type.ts';
import { digestOf } from '../digest.ts';
import type { KeptResource } from '../resource-binding.ts';

/** A group in SCIM's words, its members apart. */
export function resourceOf({ state: { id, externalId, displayName } }: Group): ScimResource {
  return { schemas: [groupResourceType.schema.id], id, externalId, displayName };
}

/** @param usersUrl - where agents are read: `…/Users`. */
export function keptGroup({ group, members }: GroupView, usersUrl: string): KeptResource {
  const { id, version, createdAt, lastModifiedAt } = group.state;
  const resource = resourceOf(group);
  const attributes =
    members === undefined || members.length === 0
      ? resource
      : {
          ...resource,
          members: members.map((member) => ({
            value: member.id,
            $ref: `${usersUrl}/${member.id}`,
            type: 'User',
            display: member.userName,
          })),
        };
  const kept = { id, version, created: createdAt, lastModified: lastModifiedAt, attributes };
  // Who belongs by a rule changes without the group's version.
  return group.state.rule === undefined ? kept : { ...kept, digest: digestOf(members) };
}

/** What a resource says a group should be. The casts are safe since the schema has been checked. */
export const desiredGroup = ({ displayName, externalId }: ScimResource): DesiredGroup => ({
  displayName: displayName as string,
  externalId: externalId as string | undefined,
});
