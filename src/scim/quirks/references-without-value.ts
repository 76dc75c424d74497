import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import { member } from '../resource/member.ts';
import { isReference } from '../schema/is-reference.ts';
import type { Quirk } from './quirk.ts';

/** A member, or a manager, who is named by the address alone: the id is its last part. */
export const referencesWithoutValue: Quirk = {
  name: 'references without an identifier',
  value: (value, attribute) => {
    if (!isJsonObject(value) || !isReference(attribute)) return value;
    const id = (member(value, 'value') ?? null) === null ? lastPart(member(value, '$ref')) : undefined;
    return id === undefined ? value : { ...value, value: id };
  },
};

function lastPart(address: JsonValue | undefined): string | undefined {
  const [path] = typeof address === 'string' ? address.split(/[?#]/, 1) : [];
  return path?.split('/').findLast((part) => part !== '');
}
