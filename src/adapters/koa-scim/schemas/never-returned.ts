import type { Attribute } from '../../../scim/schema/attribute.ts';
import { isSecretName } from '../../koa-http/kept-bodies.ts';
import { groupTypes } from './group-types.ts';
import { userType } from './user-type.ts';

/** The names of attributes that no answer tells (RFC 7643 section 7, `returned`), in small letters. */
const neverReturned = new Set(
  [userType, ...Object.values(groupTypes)]
    .flatMap(({ schema, extensions }) => [schema, ...extensions.map((extension) => extension.schema)])
    .flatMap(({ attributes }) => namesIn(attributes)),
);

function namesIn(attributes: readonly Attribute[]): string[] {
  return attributes.flatMap(({ name, returned, subAttributes = [] }) => [
    ...(returned === 'never' ? [name.toLowerCase()] : []),
    ...namesIn(subAttributes),
  ]);
}

/** Whether the value of an attribute is nobody's to see, however a client names it: with a URN, in a path, by itself. */
export const isNeverReturned = (name: string): boolean =>
  isSecretName(name) || neverReturned.has(name.slice(name.search(/[^:.]*$/)).toLowerCase());
