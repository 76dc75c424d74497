import type { JsonObject } from '../../criteria/json.ts';
import type { Attribute } from '../schema/attribute.ts';
import type { Schema } from '../schema/resource-type.ts';

/** The schema as RFC 7643 section 7 tells it, from the object that bodies are checked with. */
export const describeSchema = ({ id, name, description, attributes }: Schema, baseUrl: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id,
  name,
  description,
  // RFC 7643 section 7: a complex attribute has sub-attributes; an open one has none before the first one comes.
  attributes: attributes
    .filter(({ type, subAttributes }) => type !== 'complex' || subAttributes?.length !== 0)
    .map(describeAttribute),
  meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${id}` },
});

/** Clients refuse characteristics that RFC 7643 section 7 does not have, so what is told is named here. */
function describeAttribute({ type, subAttributes, ...attribute }: Attribute): JsonObject {
  const { name, multiValued, description, required, caseExact, mutability, returned, uniqueness } = attribute;
  const { canonicalValues, referenceTypes } = attribute;
  return {
    name,
    // An open attribute whose values are of several types; the RFC has no type for that.
    type: type === 'any' ? 'string' : type,
    ...{ multiValued, description, required, caseExact, mutability, returned, uniqueness },
    ...(canonicalValues && { canonicalValues }),
    ...(referenceTypes && { referenceTypes }),
    ...(subAttributes && { subAttributes: subAttributes.map(describeAttribute) }),
  };
}
