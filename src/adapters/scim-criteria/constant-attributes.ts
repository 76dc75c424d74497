import { type Criteria, everyone, nobody } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';
import type { ResolvedPath } from '../../scim/path/resolve-attribute-path.ts';
import type { Attribute } from '../../scim/schema/attribute.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';

const text = (path: string): Field => ({ path, type: 'text', caseExact: false });

/** A value that an attribute has for every resource, or for those that satisfy the criteria. */
export interface ConstantValue {
  readonly value: string;
  readonly where: Criteria;
}

const partsOf = ({ name, subAttributes }: Attribute, prefix: string): readonly Criteria[] =>
  subAttributes?.flatMap((part) => partsOf(part, `${prefix}${name}.`)) ?? [whoHas(prefix + name)];

const whoHas = (path: string): Criteria => ({ kind: 'present', field: text(path) });

/** The values of attributes that nothing is kept of, since they follow from the rest; `undefined` for others. */
export function constantValues(
  { text: path }: ResolvedPath,
  type: ResourceType,
): readonly ConstantValue[] | undefined {
  switch (path) {
    case 'meta.resourceType':
      return [{ value: type.name, where: everyone }];
    case 'groups.type':
      return [{ value: 'direct', where: whoHas('groups.value') }];
    case 'members.type':
      return [{ value: 'User', where: whoHas('members.value') }];
    case 'schemas':
      return [
        { value: type.schema.id, where: everyone },
        ...type.extensions.map(({ schema }) => ({
          value: schema.id,
          where: {
            kind: 'any' as const,
            of: schema.attributes.flatMap((part) => partsOf(part, `${schema.id}:`)),
          },
        })),
      ];
    default:
      return undefined;
  }
}

/** Whoever has one of the values for which the comparison holds. */
export function whereConstant(values: readonly ConstantValue[], holds: (value: string) => boolean): Criteria {
  const held = values.filter(({ value }) => holds(value)).map(({ where }) => where);
  if (held.length === 0) return nobody;
  return held.length === 1 && held[0] !== undefined ? held[0] : { kind: 'any', of: held };
}
