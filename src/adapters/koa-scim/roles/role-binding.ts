import { type ListQuery, resourcesPerPageMax } from '../../../application/ports/list-page.ts';
import { type AttributeValues, addValues, type ElementValue } from '../../../criteria/attribute-values.ts';
import { compareTexts } from '../../../criteria/compare-texts.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { criteriaPredicate } from '../../../criteria/match-criteria.ts';
import type { Ordering } from '../../../criteria/ordering.ts';
import { assignableRoles } from '../../../domain/role/role.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import type { ReadableBinding } from '../resource-binding.ts';
import { roleType } from '../schemas/role-type.ts';
import type { ScimState } from '../scim-context.ts';
import { Digest, type StoredResource, type StoredResources } from '../stored-resource.ts';

interface ListedRole {
  readonly stored: StoredResource;
  readonly values: AttributeValues;
}

/** The highest first. Nobody stores them: another release of the service may say other words. */
const listedRoles: readonly ListedRole[] = Object.entries(assignableRoles).map(([id, described]) => {
  const { displayName, description } = described;
  const version = 1;
  const attributes = { schemas: [roleType.schema.id], id, displayName, description };
  const values = new Map<string, ElementValue[]>();
  addValues(values, { ...attributes, meta: { version: String(version) } });
  const digest = new Digest().add([displayName, description]).text();
  return { stored: { id, version, digest, attributes }, values };
});

/** The roles that directories can give; they can be read and not changed. */
export class RoleBinding implements ReadableBinding {
  readonly type = roleType;
  readonly listedAtOnceMax = resourcesPerPageMax;

  async typeIn(): Promise<ResourceType> {
    return this.type;
  }

  async read(_: ScimState, id: string): Promise<StoredResource> {
    const role = listedRoles.find(({ stored }) => stored.id === id);
    if (role !== undefined) return role.stored;
    const known = listedRoles.map(({ stored }) => JSON.stringify(stored.id)).join(', ');
    throw new ScimError(404, `There is no role ${JSON.stringify(id.slice(0, 80))}; there are ${known}.`);
  }

  async list(_: ScimState, { criteria, ordering, from, limit }: ListQuery): Promise<StoredResources> {
    const isMeant = criteriaPredicate(criteria);
    const meant = ordered(listedRoles, ordering).filter(({ values }) => isMeant(values));
    const all = meant.map(({ stored }) => stored);
    const before = from === 'beginning' ? 0 : from;
    const start = typeof before === 'number' ? before : all.findIndex(({ id }) => id === before.id) + 1;
    const resources = all.slice(start, start + limit);
    const last = start + limit < all.length ? resources.at(-1) : undefined;
    return { resources, total: all.length, next: last && { id: last.id } };
  }
}

function ordered(roles: readonly ListedRole[], ordering: Ordering | undefined): readonly ListedRole[] {
  if (ordering === undefined) return roles;
  const keyOf = ({ values }: ListedRole) =>
    foldCase(String(values.get(ordering.field.path)?.[0]?.value ?? ''));
  const ascending = roles.toSorted((left, right) => compareTexts(keyOf(left), keyOf(right)));
  return ordering.descending ? ascending.reverse() : ascending;
}
