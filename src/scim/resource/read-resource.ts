import { isJsonObject } from '../../criteria/json.ts';
import { wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';
import { readObject, refuseMissing } from './read-value.ts';
import { checkSchemas, schemasOf } from './resource-schemas.ts';
import type { ScimResource } from './scim-resource.ts';

/**
 * The resource that the body of a POST or PUT describes, in canonical form: names in the schema's spelling,
 * no value for what is empty, and nothing that the client cannot write or the schema does not know.
 * `schemas` names the core schema and the extensions that have values, listed by the client or not.
 *
 * @throws ScimError 400 `invalidSyntax` or `invalidValue`, naming the attribute.
 */
export function readResource(type: ResourceType, body: unknown): ScimResource {
  if (!isJsonObject(body)) {
    const detail = `The body must be a JSON object: a ${type.name} with "schemas": ["${type.schema.id}"].`;
    throw new ScimError(400, detail, 'invalidSyntax');
  }
  checkSchemas(type, body);
  const whole = wholeResource(type);
  const resource = readObject(whole, body, '');
  if (resource === undefined) refuseMissing(whole, {}, '');
  return { schemas: schemasOf(type, resource ?? {}), ...resource };
}
