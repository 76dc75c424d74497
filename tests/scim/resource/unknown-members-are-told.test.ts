import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/criteria/json.ts';
import { visitUnknown, visitWithin } from '../../../src/scim/resource/unknown-members.ts';
import { findAttribute, wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { enterpriseUrn, userBody, userResourceType } from '../resources.ts';

const whole = wholeResource(userResourceType);

function told(attributes: object): readonly (readonly [string, JsonValue])[] {
  const found: [string, JsonValue][] = [];
  visitUnknown(userBody(attributes) as JsonObject, whole, (name, value) => found.push([name, value]), '');
  return found;
}

test.each<[string, object, readonly (readonly [string, JsonValue])[]]>([
  ['an unknown attribute', { colour: 'red' }, [['colour', 'red']]],
  ['a flat name that leads nowhere', { 'name.nick': 'A' }, [['name.nick', 'A']]],
  ['an unknown sub-attribute', { name: { nick: 'A', givenName: 'Ada' } }, [['name.nick', 'A']]],
  ['one of an extension', { [enterpriseUrn]: { floor: 3 } }, [[`${enterpriseUrn}:floor`, 3]]],
  ['one of an element', { emails: [{ value: 'x', checked: true }, 'y'] }, [['emails.checked', true]]],
  ['one of a lone element', { emails: { checked: true } }, [['emails.checked', true]]],
  [
    'what is under an unknown URN',
    { 'urn:x:y': { a: 1, b: '', c: { d: 1 } } },
    [
      ['urn:x:y:a', 1],
      ['urn:x:y:c', { d: 1 }],
    ],
  ],
  ['a text under an unknown URN', { 'urn:x:y': 'z' }, [['urn:x:y', 'z']]],
  ['an object that nobody knows', { car: { doors: 3 } }, [['car', { doors: 3 }]]],
  [
    'false and 0',
    { a: false, b: 0 },
    [
      ['a', false],
      ['b', 0],
    ],
  ],
])('%s is told', (_, attributes, expected) => {
  expect(told(attributes)).toEqual(expected);
});

test.each<[string, object]>([
  ['known', { title: 'x', TITLE: 'y', [enterpriseUrn]: { department: 'D' } }],
  ['a custom attribute', { profile: { anything: { at: 'all' } } }],
  [
    'the service’s own',
    { id: '1', schemas: ['x'], meta: { nothing: 1 }, groups: [{ value: '1', nothing: 1 }] },
  ],
  ['a password', { password: 'x' }],
  ['no value', { a: null, b: '', c: [], d: {}, 'urn:x:y': {} }],
  ['of the wrong type', { title: { x: 1 }, name: 'x' }],
])('what is %s is not told', (_, attributes) => {
  expect(told(attributes)).toEqual([]);
});

test('of a long list the first elements tell what all have', () => {
  const emails = (count: number) => Array.from({ length: count }, () => ({ checked: 1 }));
  expect(told({ emails: emails(10) })).toHaveLength(10);
  expect(told({ emails: emails(11) })).toHaveLength(10);
});

test('what is given for one attribute is told with its path', () => {
  const found: string[] = [];
  const name = findAttribute(whole, 'name');
  if (name === undefined) throw new Error('There is no name.');
  visitWithin({ nick: 'A' }, name, (path) => found.push(path), 'name');
  expect(found).toEqual(['name.nick']);
});
