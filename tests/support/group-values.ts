import { type AttributeValues, addValues, type ElementValue } from '../../src/criteria/attribute-values.ts';
import type { GroupView } from '../../src/domain/group/group-view.ts';

/** What can be asked about a group; see `group-fields`. */
export function groupValues({ group, members = [] }: GroupView): AttributeValues {
  const { id, displayName, externalId, kind, version, createdAt, lastModifiedAt } = group.state;
  const values = new Map<string, ElementValue[]>();
  addValues(values, {
    ...{ id, displayName, externalId, kind },
    meta: { created: createdAt, lastModified: lastModifiedAt, version: String(version) },
    members: members.map((member) => ({ value: member.id, display: member.userName })),
  });
  return values;
}
