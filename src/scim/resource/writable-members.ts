import { foldCase } from '../../criteria/fold-case.ts';
import type { JsonObject, JsonValue } from '../../criteria/json.ts';
import { limits } from '../limits.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import { ScimError } from '../scim-error.ts';
import { quoted } from './quoted.ts';

/**
 * The members of a client's object that can be written, with their attributes. What the schema does not
 * know or the client cannot write is left out: Okta sends back all that it was given. Passwords are left
 * out unread, so that they go no further. `prefix` is what stands before the names in paths: `name.`.
 *
 * @throws ScimError 400 `invalidSyntax` where an attribute comes twice, in different letter case.
 */
export function writableMembers(
  attribute: Attribute,
  raw: JsonObject,
  prefix: string,
): readonly (readonly [Attribute, JsonValue | undefined])[] {
  const names = Object.keys(raw);
  refuseTooMany(names.length, 'members', prefix.slice(0, -1) || attribute.name);
  const seen = new Set<string>();
  const members: [Attribute, JsonValue | undefined][] = [];
  for (const name of names) {
    const member = findAttribute(attribute, name);
    if (member === undefined) continue;
    const key = member.type === 'any' ? foldCase(name) : member.name;
    if (seen.has(key)) {
      const detail = `${quoted(prefix + name)} is given twice, in different letter case.`;
      throw new ScimError(400, detail, 'invalidSyntax');
    }
    seen.add(key);
    if (isWritable(member)) members.push([member, raw[name]]);
  }
  return members;
}

const isWritable = ({ mutability }: Attribute): boolean =>
  mutability !== 'readOnly' && mutability !== 'writeOnly';

/** @throws ScimError 400 `invalidValue` for more than `max`. */
export function refuseTooMany(
  count: number,
  what: 'members' | 'values',
  path: string,
  max: number = limits.valuesMax,
): void {
  if (count <= max) return;
  const detail = `${quoted(path)} has ${count} ${what}; allowed are at most ${max}.`;
  throw new ScimError(400, detail, 'invalidValue');
}
