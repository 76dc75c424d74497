import { type Criteria, equals, everyone } from '../../../criteria/criteria.ts';
import type { Field } from '../../../criteria/field.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import { withoutDigest } from '../../../scim/etag.ts';
import type { DerivedAttribute, FilterSubject } from '../../../scim/filter/filter-subject.ts';
import { schemasAttribute } from '../../../scim/filter/schemas-attribute.ts';
import { wholeResource } from '../../../scim/schema/find-attribute.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { groupTypes } from '../schemas/group-types.ts';
import { userType } from '../schemas/user-type.ts';

const groupKind: Field = { path: 'groups.kind', type: 'text', caseExact: true };

/**
 * What filters and sort orders over resources of a type are about.
 *
 * @param type - as the account has it.
 * @param baseUrl - where the surface answers, as the client sees it.
 */
export const searchSubject = (type: ResourceType, baseUrl: string): FilterSubject => ({
  attribute: wholeResource(type),
  derived: (path) => {
    switch (path) {
      case 'schemas':
        return schemasAttribute(type);
      case 'meta.resourceType':
        return { kind: 'constants', constants: [{ value: type.name, where: everyone }] };
      case 'meta.location':
        return addressesOf('id', [type], baseUrl);
      case 'meta.version':
        return versionTag;
      case 'groups.type':
        return constantOfElements('groups', 'direct');
      case 'groups.$ref':
        return addressesOf('groups.value', endpointsOfGroups, baseUrl);
      case 'members.type':
        return constantOfElements('members', userType.name);
      case 'members.$ref':
        return addressesOf('members.value', [userType], baseUrl);
      default:
        return undefined;
    }
  },
});

/** A resource's version is stored; its digest is not (see `entityTag`). */
const versionTag: DerivedAttribute = {
  kind: 'affixed',
  stored: { path: 'meta.version', type: 'text' },
  forms: [{ before: 'W/"', after: '"' }],
  comparedAs: withoutDigest,
};

/** Groups of each kind have an address of their own. */
const endpointsOfGroups = (Object.keys(groupTypes) as GroupKind[]).map((kind) => ({
  endpoint: groupTypes[kind].endpoint,
  where: equals(groupKind, kind),
}));

const addressesOf = (
  idPath: string,
  endpoints: readonly { readonly endpoint: string; readonly where?: Criteria }[],
  baseUrl: string,
): DerivedAttribute => ({
  kind: 'affixed',
  stored: { path: idPath, type: 'text' },
  forms: endpoints.map(({ endpoint, where }) => ({ before: `${baseUrl}${endpoint}/`, after: '', where })),
});

/** A value that every element of the list has. */
const constantOfElements = (path: string, value: string): DerivedAttribute => ({
  kind: 'constants',
  constants: [
    {
      value,
      where: { kind: 'present', field: { path: `${path}.value`, type: 'text', caseExact: false } },
    },
  ],
});
