import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';
import { member } from './member.ts';
import { quoted } from './quoted.ts';
import type { ScimObject } from './scim-resource.ts';

/**
 * Refuses a body whose `schemas` are not those of the resource type. URNs compare without case (RFC 8141).
 *
 * @throws ScimError 400 `invalidSyntax` for no list of strings, `invalidValue` for the wrong ones.
 */
export function checkSchemas(type: ResourceType, body: ScimObject): void {
  const schemas = member(body, 'schemas');
  if (!Array.isArray(schemas) || schemas.length === 0 || !schemas.every(isString)) {
    const detail = `"schemas" must be a list of schema URNs: send "schemas": ["${type.schema.id}"].`;
    throw new ScimError(400, detail, 'invalidSyntax');
  }
  const known = [type.schema.id, ...type.extensions.map(({ schema }) => schema.id)];
  const unknown = schemas.find((urn) => !known.some((id) => sameUrn(id, urn)));
  if (unknown !== undefined) {
    const detail = `"schemas" names ${quoted(unknown)}, which is no schema of ${type.name}; known are ${known.map(quoted).join(' and ')}.`;
    throw new ScimError(400, detail, 'invalidValue');
  }
  if (!schemas.some((urn) => sameUrn(type.schema.id, urn))) {
    throw new ScimError(400, `"schemas" must contain "${type.schema.id}".`, 'invalidValue');
  }
}

/** The core schema and the extensions that the resource has values of. */
export const schemasOf = (type: ResourceType, resource: ScimObject): readonly string[] => [
  type.schema.id,
  ...type.extensions.map(({ schema }) => schema.id).filter((urn) => resource[urn] !== undefined),
];

export const sameUrn = (left: string, right: string): boolean =>
  left === right || left.toLowerCase() === right.toLowerCase();

const isString = (value: unknown): value is string => typeof value === 'string';
