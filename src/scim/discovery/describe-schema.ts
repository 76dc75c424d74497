import type { ScimObject } from '../resource/scim-resource.ts';
import type { Attribute } from '../schema/attribute.ts';
import type { Schema } from '../schema/resource-type.ts';

/** The schema as RFC 7643 section 7 tells it, from the object that bodies are checked with. */
export const describeSchema = (
  { id, name, description, attributes }: Schema,
  baseUrl: string,
): ScimObject => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id,
  name,
  description,
  attributes: attributes.map(describeAttribute),
  meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${id}` },
});

function describeAttribute({ openSubAttributes, subAttributes, ...characteristics }: Attribute): ScimObject {
  if (subAttributes === undefined) return { ...characteristics };
  return { ...characteristics, subAttributes: subAttributes.map(describeAttribute) };
}
