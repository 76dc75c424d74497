import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { isIdOf } from '../schema/same-urn.ts';
import { ScimError } from '../scim-error.ts';
import { member } from './member.ts';

/**
 * Refuses a body whose `schemas` do not say that it is one of the resource type (RFC 7643 section 3). Beside the core
 * schema it may name any: Entra names one of its own for groups, and Okta what its administrator typed in.
 *
 * @throws ScimError 400 `invalidSyntax` for no list of strings, `invalidValue` for one without the core schema.
 */
export function checkSchemas(type: ResourceType, body: JsonObject): void {
  const schemas = member(body, 'schemas');
  if (!Array.isArray(schemas) || schemas.length === 0 || !schemas.every(isString)) {
    const detail = `"schemas" must be a list of schema URNs: send "schemas": ["${type.schema.id}"].`;
    throw new ScimError(400, detail, 'invalidSyntax');
  }
  if (schemas.some((urn) => isIdOf(type.schema, urn))) return;
  throw new ScimError(400, `"schemas" must contain "${type.schema.id}".`, 'invalidValue');
}

/** The core schema and the extensions of which the resource has a value (RFC 7643 section 3). */
export const schemasOf = (type: ResourceType, resource: JsonObject): readonly string[] => [
  type.schema.id,
  ...type.extensions.map(({ schema }) => schema.id).filter((urn) => isAssigned(resource[urn])),
];

/** RFC 7643 section 2.5: `null`, an empty list and an object without values are no value. An empty text is one. */
function isAssigned(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.some(isAssigned);
  return isJsonObject(value) ? Object.values(value).some(isAssigned) : value !== null && value !== undefined;
}

const isString = (value: unknown): value is string => typeof value === 'string';
