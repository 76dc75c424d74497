import { foldCase } from '../../criteria/fold-case.ts';
import type { Attribute } from './attribute.ts';
import { externalId, id, meta, schemas } from './common-attributes.ts';
import { any, complex } from './define-attribute.ts';
import type { ResourceType } from './resource-type.ts';

const wholes = new WeakMap<ResourceType, Attribute>();
const indexes = new WeakMap<Attribute, ReadonlyMap<string, Attribute>>();
const requirements = new WeakMap<Attribute, readonly Attribute[]>();

/**
 * The whole resource as one complex attribute, named by the core schema's URN: the common attributes, the
 * core schema's, and each extension as a complex attribute named by its URN. So one set of functions reads,
 * matches and changes resources, extensions and complex attributes alike.
 */
export function wholeResource(type: ResourceType): Attribute {
  return computedOnce(wholes, type, () => {
    const extensions = type.extensions.map(({ schema, required }) =>
      complex(schema.id, schema.description, schema.attributes, { required, formerNames: schema.formerIds }),
    );
    const attributes = [schemas, id, externalId, meta, ...type.schema.attributes, ...extensions];
    return complex(type.schema.id, type.description, attributes, { formerNames: type.schema.formerIds });
  });
}

/** The sub-attribute of that name, in any letter case (RFC 7643 section 2.1). */
export function findAttribute(within: Attribute, name: string): Attribute | undefined {
  const index = computedOnce(indexes, within, indexByName);
  const found = index.get(name) ?? index.get(foldCase(name));
  if (found !== undefined || within.openSubAttributes === undefined) return found;
  // Assigning to a member of this name would set an object's prototype instead.
  return name === '__proto__' ? undefined : any(name, '');
}

/** The sub-attributes that a client must give. */
export const requiredAttributes = (within: Attribute): readonly Attribute[] =>
  computedOnce(requirements, within, ({ subAttributes = [] }) =>
    subAttributes.filter(({ required, mutability }) => required && mutability !== 'readOnly'),
  );

/** What joins an attribute's path and its sub-attributes' names: nothing can have a colon but a URN. */
export const separatorAfter = ({ name }: Attribute): ':' | '.' => (name.includes(':') ? ':' : '.');

function indexByName(within: Attribute): ReadonlyMap<string, Attribute> {
  // An element of a list of plain values is its own `value` (RFC 7643 section 2.4); an open attribute may be a list.
  const isList = within.multiValued || within.type === 'any';
  const ownValue = isList ? [{ ...within, name: 'value', multiValued: false }] : [];
  const index = new Map<string, Attribute>();
  for (const attribute of within.subAttributes ?? ownValue) {
    for (const name of [attribute.name, ...(attribute.formerNames ?? [])]) {
      index.set(name, attribute);
      index.set(foldCase(name), attribute);
    }
  }
  return index;
}

function computedOnce<Key extends object, Value>(
  cache: WeakMap<Key, Value>,
  key: Key,
  compute: (key: Key) => Value,
): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const computed = compute(key);
  cache.set(key, computed);
  return computed;
}
