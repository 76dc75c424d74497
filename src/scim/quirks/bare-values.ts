import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import type { Quirk } from './quirk.ts';

/**
 * A complex value as no more than its `value`: Entra sends the manager's identifier for `manager`, and clients of older
 * APIs than SCIM send `roles` and `members` as plain texts. The other way round, mappings make `[{"value": "…"}]` of what
 * has no parts.
 */
export const bareValues: Quirk = {
  name: 'complex values as their bare value, and bare values as complex ones',
  value: (value, attribute) => {
    if (isJsonObject(value)) return attribute.type === 'complex' ? value : (onlyValueOf(value) ?? value);
    const isText = typeof value === 'string' || typeof value === 'number';
    return isText && hasValue(attribute) ? { value } : value;
  },
};

function onlyValueOf(object: JsonObject): JsonValue | undefined {
  const [[name, value] = ['', undefined], ...others] = Object.entries(object);
  return name === 'value' && others.length === 0 ? value : undefined;
}

/** An open attribute has a `value` only where a customer calls one of its own so. */
const hasValue = (attribute: Attribute): boolean =>
  attribute.type === 'complex' &&
  attribute.openSubAttributes === undefined &&
  findAttribute(attribute, 'value') !== undefined;
