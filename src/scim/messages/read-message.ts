import { isJsonObject, type JsonObject } from '../../criteria/json.ts';
import { member } from '../resource/member.ts';
import { sameUrn } from '../schema/same-urn.ts';
import { ScimError } from '../scim-error.ts';

/**
 * A message of the protocol, such as a PatchOp (RFC 7644 section 3.1).
 *
 * @param name - what people call it: `a PATCH`.
 * @throws ScimError 400 `invalidSyntax` for no object, and for one whose `schemas` lack the message's URN.
 */
export function readMessage(body: unknown, urn: string, name: string): JsonObject {
  if (!isJsonObject(body)) {
    throw new ScimError(400, `The body must be a JSON object with "schemas": ["${urn}"].`, 'invalidSyntax');
  }
  const schemas = member(body, 'schemas');
  if (Array.isArray(schemas) && schemas.some((one) => typeof one === 'string' && sameUrn(one, urn)))
    return body;
  throw new ScimError(400, `"schemas" of ${name} must be ["${urn}"].`, 'invalidSyntax');
}
