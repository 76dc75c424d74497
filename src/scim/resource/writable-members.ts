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
 * @throws ScimError 400 `invalidSyntax` where an attribute comes twice, in different letter case, `invalidValue` for an
 * open one that has no name to be kept under.
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
    if (member === undefined) {
      refusePrototype(attribute, name, prefix);
      continue;
    }
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

/** Of an open attribute any name is one of the customer's; what is lost under this one would be lost without a word. */
function refusePrototype({ openSubAttributes }: Attribute, name: string, prefix: string): void {
  if (openSubAttributes === undefined || name !== '__proto__') return;
  const detail = `${quoted(prefix + name)} cannot be kept: JSON objects of this name have another meaning to programs.`;
  throw new ScimError(400, detail, 'invalidValue');
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
