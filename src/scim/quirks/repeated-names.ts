import { isJsonObject } from '../../criteria/json.ts';
import { findPath } from '../path/find-path.ts';
import { member } from '../resource/member.ts';
import { findAttribute, wholeResource } from '../schema/find-attribute.ts';
import { mapOperations, withMember } from './message-operations.ts';
import type { Quirk } from './quirk.ts';

/** Ping: `{"op":"remove","path":"members","value":{"members":[…]}}` names once more in its value what the path names. */
export const repeatedNames: Quirk = {
  name: 'values that repeat the name of their path',
  patchMessage: (message, type) => {
    const whole = wholeResource(type);
    return mapOperations(message, (operation) => {
      const [path, value] = [member(operation, 'path'), member(operation, 'value')];
      if (typeof path !== 'string' || !isJsonObject(value)) return operation;
      const [name, ...others] = Object.keys(value);
      if (name === undefined || others.length > 0) return operation;
      const attribute = findPath(whole, path)?.at(-1);
      const isRepeated = attribute !== undefined && findPath(whole, name)?.at(-1) === attribute;
      return isRepeated && findAttribute(attribute, name) === undefined
        ? withMember(operation, 'value', value[name])
        : operation;
    });
  },
};
