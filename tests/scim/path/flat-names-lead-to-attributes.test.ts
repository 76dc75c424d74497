import { expect, test } from 'vitest';
import { findPath, flatName } from '../../../src/scim/path/find-path.ts';
import { findAttribute, wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import type { ResourceType } from '../../../src/scim/schema/resource-type.ts';
import { enterpriseUrn, userResourceType, userUrn } from '../resources.ts';

const [enterprise] = userResourceType.extensions;
if (enterprise === undefined) throw new Error('The type has no extension.');
const formerly: ResourceType = {
  ...userResourceType,
  schema: { ...userResourceType.schema, formerIds: ['urn:x:core:1.0:User', 'urn:x:core:1.0'] },
  extensions: [{ ...enterprise, schema: { ...enterprise.schema, formerIds: ['urn:x:more:1.0'] } }],
};
const whole = wholeResource(formerly);
const pathOf = (name: string, within = whole) => findPath(within, name)?.map((one) => one.name);

test.each<[string, readonly string[]]>([
  ['title', ['title']],
  ['TITLE', ['title']],
  ['emails', ['emails']],
  ['name.givenName', ['name', 'givenName']],
  ['NAME.givenname', ['name', 'givenName']],
  ['profile.Team', ['profile', 'Team']],
  ['profile.a.b', ['profile', 'a.b']],
  ['profile.__proto__', ['profile', '__proto__']],
  ['meta.version', ['meta', 'version']],
  [userUrn, []],
  ['urn:x:core:1.0', []],
  [`${userUrn}:title`, ['title']],
  [`${userUrn}.title`, ['title']],
  [`${userUrn.toLowerCase()}:name.givenName`, ['name', 'givenName']],
  ['urn:x:core:1.0:User:title', ['title']],
  ['urn:x:core:1.0:title', ['title']],
  [enterpriseUrn, [enterpriseUrn]],
  ['urn:x:more:1.0', [enterpriseUrn]],
  [`${enterpriseUrn}:manager`, [enterpriseUrn, 'manager']],
  [`${enterpriseUrn}.manager.value`, [enterpriseUrn, 'manager', 'value']],
  ['URN:X:MORE:1.0:manager.value', [enterpriseUrn, 'manager', 'value']],
  ['manager', [enterpriseUrn, 'manager']],
  ['Manager.displayName', [enterpriseUrn, 'manager', 'displayName']],
])('%s leads to %j', (name, path) => {
  expect(pathOf(name)).toEqual(path);
});

test.each([
  '',
  '.',
  ':',
  'nothing',
  'name.',
  'name.nothing',
  'name:givenName',
  'emails.value',
  'title.x',
  `${userUrn}:`,
  `${userUrn}:nothing`,
  `${userUrn}:${userUrn}`,
  `${userUrn}:${userUrn}:title`,
  `${userUrn}x:title`,
  `${enterpriseUrn}:nothing`,
  `${enterpriseUrn}:title`,
  'urn:x:y:title',
  'urn:x:y:manager',
  'manager.nothing',
])('%j leads nowhere', (name) => {
  expect(pathOf(name)).toBeUndefined();
});

test('within an extension its URN may stand in front, and within a complex attribute its name', () => {
  const extension = findAttribute(whole, enterpriseUrn);
  const name = findAttribute(whole, 'name');
  expect(pathOf(`${enterpriseUrn}:manager.value`, extension)).toEqual(['manager', 'value']);
  expect(pathOf(enterpriseUrn, extension)).toEqual([]);
  expect(pathOf('name.givenName', name)).toEqual(['givenName']);
  expect(pathOf('name', name)).toBeUndefined();
});

test('a name of any length is read without exhausting the stack', () => {
  expect(pathOf(`${userUrn}:`.repeat(50_000))).toBeUndefined();
  expect(pathOf('name.'.repeat(200_000))).toBeUndefined();
});

test('a path is written as RFC 7644 section 3.10 has it', () => {
  expect(flatName(findPath(whole, 'manager.value') ?? [])).toBe(`${enterpriseUrn}:manager.value`);
  expect(flatName(findPath(whole, `${userUrn}.name.givenName`) ?? [])).toBe('name.givenName');
  expect(flatName([])).toBe('');
});
