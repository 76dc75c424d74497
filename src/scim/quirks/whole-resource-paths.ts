import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { member } from '../resource/member.ts';
import { wholeResource } from '../schema/find-attribute.ts';
import { isNameOf } from '../schema/same-urn.ts';
import { mapOperations, withMember } from './message-operations.ts';
import type { Quirk } from './quirk.ts';

/**
 * A PATCH of the whole resource has no path (RFC 7644 section 3.5.2). Clients send an empty one, or the URN of the
 * core schema, and the attributes in a list of one.
 */
export const wholeResourcePaths: Quirk = {
  name: 'paths that name the whole resource',
  patchMessage: (message, type) => {
    const whole = wholeResource(type);
    return mapOperations(message, (operation) => {
      const path = member(operation, 'path') ?? undefined;
      const namesWhole = typeof path === 'string' && (path.trim() === '' || isNameOf(whole, path));
      if (path !== undefined && !namesWhole) return operation;
      return withoutList(namesWhole ? withMember(operation, 'path', undefined) : operation);
    });
  },
};

function withoutList(operation: JsonObject): JsonObject {
  const value = member(operation, 'value');
  const [only]: readonly JsonValue[] = Array.isArray(value) && value.length === 1 ? value : [];
  return isJsonObject(only) ? withMember(operation, 'value', only) : operation;
}
