import { any, type Criteria, everyone } from '../../criteria/criteria.ts';
import type { Attribute } from '../schema/attribute.ts';
import { separatorAfter } from '../schema/find-attribute.ts';
import type { ResourceType, Schema } from '../schema/resource-type.ts';
import { fieldOf } from './asked-attribute.ts';
import type { DerivedAttribute } from './filter-subject.ts';

/** `schemas`, of which nothing is stored since it follows from the resource type and from the other attributes. */
export const schemasAttribute = ({ schema, extensions }: ResourceType): DerivedAttribute => ({
  kind: 'constants',
  constants: [
    { value: schema.id, where: everyone },
    ...extensions.map((extension) => ({ value: extension.schema.id, where: hasSome(extension.schema) })),
  ],
});

/** Whether a resource has a value of the extension, which is when `schemasOf` names it. */
const hasSome = ({ id, attributes }: Schema): Criteria =>
  any(...attributes.flatMap((part) => valuesOf(part, `${id}:`)));

/** An empty text is a value (RFC 7643 section 2.5), though none to `pr` (RFC 7644 section 3.4.2.2). */
function valuesOf(attribute: Attribute, prefix: string): readonly Criteria[] {
  const text = prefix + attribute.name;
  if (attribute.subAttributes !== undefined) {
    return attribute.subAttributes.flatMap((part) => valuesOf(part, text + separatorAfter(attribute)));
  }
  const field = fieldOf({ text, attribute });
  return field.type === 'text'
    ? [{ kind: 'compare', field, operator: 'startsWith', value: '' }]
    : [{ kind: 'present', field }];
}
