import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import { findPath } from '../path/find-path.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute, wholeResource } from '../schema/find-attribute.ts';
import type { Quirk } from './quirk.ts';

/** Ping: `{"op":"remove","path":"members","value":{"members":[…]}}` names once more in its value what the path names. */
export const repeatedNames: Quirk = {
  name: 'values that repeat the name of their path',
  operation: (operation, type) => {
    const { op, path, value } = operation;
    if (path === undefined || !isJsonObject(value)) return [operation];
    const [name, ...others] = Object.keys(value);
    if (name === undefined || others.length > 0) return [operation];
    const { attribute, subAttribute } = resolveAttributePath(type, path);
    const named = subAttribute ?? attribute;
    if (!repeats(name, named, wholeResource(type))) return [operation];
    const inner: JsonValue = value[name] ?? null;
    return [op === 'remove' ? { ...operation, value: inner } : { ...operation, path, value: inner }];
  },
};

const repeats = (name: string, attribute: Attribute, whole: Attribute): boolean =>
  findAttribute(attribute, name) === undefined && findPath(whole, name)?.at(-1) === attribute;
