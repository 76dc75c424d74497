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

function describeAttribute(attribute: Attribute): JsonObject {
  const { openSubAttributes, valuesMax, subAttributes, type, ...characteristics } = attribute;
  // An open attribute whose values are of several types; the RFC has no type for that.
  const described = { ...characteristics, type: type === 'any' ? 'string' : type };
  if (subAttributes === undefined) return described;
  return { ...described, subAttributes: subAttributes.map(describeAttribute) };
}
