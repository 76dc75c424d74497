import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/criteria/json.ts';
import { dottedNames } from '../../../src/scim/quirks/dotted-names.ts';
import { wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import type { ResourceType } from '../../../src/scim/schema/resource-type.ts';
import {
  deepFreeze,
  enterpriseUrn,
  gadgetResourceType,
  userBody,
  userResourceType,
  userUrn,
} from '../resources.ts';
import { refusalText } from '../scim-refusal.ts';
import { readWith } from './with-quirks.ts';

const nestNames = (body: object, type: ResourceType = userResourceType) =>
  dottedNames.attributes?.(deepFreeze(body) as JsonObject, wholeResource(type));
const nested = (body: object) => JSON.parse(JSON.stringify(nestNames(body)));

test.each<[string, object, object]>([
  ['a custom attribute', { 'profile.location': 'Paris' }, { profile: { location: 'Paris' } }],
  [
    'a custom attribute in another letter case',
    { 'PROFILE.Location': 'Paris' },
    { profile: { Location: 'Paris' } },
  ],
  ['a custom attribute with more dots', { 'profile.cost.center': 1 }, { profile: { 'cost.center': 1 } }],
  ['a custom attribute without a value', { 'profile.location': null }, { profile: { location: null } }],
  ['custom attributes of both forms', { 'profile.a': 1, profile: { b: 2 } }, { profile: { a: 1, b: 2 } }],
  [
    'custom attributes of both forms the other way round',
    { Profile: { b: 2 }, 'profile.a': 1 },
    { profile: { a: 1, b: 2 } },
  ],
  ['the same value in both forms', { profile: { a: 1 }, 'profile.a': 1 }, { profile: { a: 1 } }],
  ['beside a null', { profile: null, 'profile.a': 1 }, { profile: { a: 1 } }],
  ['a sub-attribute', { 'name.givenName': 'Ada', title: 'x' }, { name: { givenName: 'Ada' }, title: 'x' }],
  [
    'an extension’s attribute',
    { [`${enterpriseUrn}:department`]: 'Care' },
    { [enterpriseUrn]: { department: 'Care' } },
  ],
  [
    'an extension’s sub-attribute',
    { [`${enterpriseUrn}:manager.value`]: '7', [enterpriseUrn]: { department: 'Care' } },
    { [enterpriseUrn]: { manager: { value: '7' }, department: 'Care' } },
  ],
  [
    'an extension’s attribute without its URN',
    { Department: 'Care' },
    { [enterpriseUrn]: { department: 'Care' } },
  ],
  [
    'a dot behind a URN',
    { [`${enterpriseUrn}.manager.value`]: '7' },
    { [enterpriseUrn]: { manager: { value: '7' } } },
  ],
  [
    'a flat name within an extension',
    { [enterpriseUrn]: { department: 'Care', 'manager.value': '7', nothing: 1 } },
    { [enterpriseUrn]: { department: 'Care', manager: { value: '7' }, nothing: 1 } },
  ],
  [
    'an extension’s URN within it',
    { [enterpriseUrn]: { [`${enterpriseUrn}:department`]: 'x' } },
    { [enterpriseUrn]: { department: 'x' } },
  ],
  [
    'the same list in both forms',
    { 'profile.a': [{ x: [1] }], profile: { a: [{ x: [1] }] } },
    { profile: { a: [{ x: [1] }] } },
  ],
  ['an attribute named in full', { [`${userUrn}:title`]: 'x' }, { title: 'x' }],
  [
    'a sub-attribute named in full',
    { [`${userUrn.toUpperCase()}:name.givenName`]: 'Ada' },
    { name: { givenName: 'Ada' } },
  ],
  [
    'what stands under the core schema',
    { [userUrn]: { title: 'x', 'profile.a': 1 }, profile: { b: 2 } },
    { title: 'x', profile: { a: 1, b: 2 } },
  ],
])('%s is nested', (_, body, expected) => {
  expect(nested(body)).toEqual(expected);
});

test.each<[string, object]>([
  ['a body without flat names', { profile: { 'a.b': 1 }, name: 'x', [enterpriseUrn]: { department: 'x' } }],
  ['dotted names that lead nowhere', { 'foo.bar': 1, 'emails.value': 2, 'title.x': 3, '__proto__.x': 4 }],
  ['a core schema that holds no object', { 'x.y': 1 }],
])('%s stays as it is', (_, body) => {
  expect(nested(body)).toEqual(body);
});

test.each<[string, object]>([
  ['a flat name and a nested one', { profile: { a: 1 }, 'profile.a': 2 }],
  ['a nested name and a flat one', { 'profile.a': 2, profile: { a: 1 } }],
  ['a value and a part of it', { profile: 'x', 'profile.a': 2 }],
  ['lists that differ', { 'profile.a': [1, 2], profile: { a: [1] } }],
  ['lists of which one is an object', { 'profile.a': [1], profile: { a: { 0: 1 } } }],
  ['the top and the core schema', { title: 'x', [userUrn]: { title: 'y' } }],
])('%s with different values are refused', (_, body) => {
  expect(refusalText(() => nestNames(body))).toContain('400 invalidSyntax');
  expect(refusalText(() => nestNames(body))).toContain(
    'is given twice, under a nested and under a flat name',
  );
});

test('a flat name cannot reach an object’s prototype, and is not lost without a word', () => {
  const body = JSON.parse('{"profile.__proto__":{"x":1},"profile.a":1}');
  expect(refusalText(() => readWith([dottedNames], userBody(body)))).toContain(
    '"profile.__proto__" cannot be kept',
  );
});

test('what is nested already is not copied', () => {
  const body = userBody({
    name: { givenName: 'Ada' },
    [enterpriseUrn]: { manager: { value: '7' } },
    nothing: { 'a.b': 1 },
  });
  expect(nestNames(body)).toBe(body);
});

test('flat names are those of the resource type', () => {
  expect(nestNames({ 'profile.a': 1 }, gadgetResourceType)).toEqual({ 'profile.a': 1 });
});
