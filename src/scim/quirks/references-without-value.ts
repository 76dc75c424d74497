import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import { member } from '../resource/member.ts';
import type { Attribute } from '../schema/attribute.ts';
import { isReference } from '../schema/is-reference.ts';
import type { Quirk } from './quirk.ts';

/** A member, or a manager, who is named by the address alone: the id is its last part. */
export const referencesWithoutValue: Quirk = {
  name: 'references without an identifier',
  value: withIdentifier,
  operation: (operation, type) => {
    const { op, path, value } = operation;
    // The values of a removal are no values of the resource, and so are not rewritten as such.
    if (op !== 'remove' || value === undefined || value === null) return [operation];
    const { attribute } = resolveAttributePath(type, path);
    const identified = Array.isArray(value)
      ? value.map((element: JsonValue) => withIdentifier(element, attribute))
      : withIdentifier(value, attribute);
    return [{ ...operation, value: identified }];
  },
};

function withIdentifier(value: JsonValue, attribute: Attribute): JsonValue {
  if (!isJsonObject(value) || !isReference(attribute)) return value;
  const id = isUnidentified(value) ? lastPart(member(value, '$ref')) : undefined;
  return id === undefined ? value : { ...value, value: id };
}

const isUnidentified = (value: JsonObject): boolean => (member(value, 'value') ?? null) === null;

function lastPart(address: JsonValue | undefined): string | undefined {
  const [path] = typeof address === 'string' ? address.split(/[?#]/, 1) : [];
  return path?.split('/').findLast((part) => part !== '');
}
