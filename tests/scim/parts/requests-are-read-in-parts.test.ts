import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/criteria/json.ts';
import type { Steps } from '../../../src/criteria/steps.ts';
import { partsOf } from '../../../src/scim/parts/parts-of.ts';
import { readApart } from '../../../src/scim/parts/read-apart.ts';
import { readOperations } from '../../../src/scim/parts/read-operations.ts';
import { readParts } from '../../../src/scim/parts/read-parts.ts';
import { wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';
import { finished } from '../finished.ts';
import { enterpriseUrn, user, userResourceType, userUrn } from '../resources.ts';

const current = user({
  title: 'Analyst',
  nickName: 'A',
  name: { givenName: 'Ada', familyName: 'Byron' },
  profile: { Team: 'Red', city: 'Paris' },
  [enterpriseUrn]: { department: 'Sales', division: 'North' },
});
const unchanged = (part: JsonObject) => part;
const read = (body: JsonObject) =>
  finished(
    readParts(
      userResourceType,
      current,
      { schemas: [userUrn], userName: 'ada@example.com', ...body },
      unchanged,
    ),
  );

describe('a body', () => {
  test('that can be read whole is what readResource makes of it', () => {
    const body = { title: 'x', name: { givenName: 'Ada' }, emails: [], id: 'ignored', unknown: {} };
    expect(read(body)).toEqual({ resource: user(body), unread: [] });
  });

  test.each<[string, JsonObject, JsonObject, string]>([
    ['an attribute', { title: 7, nickName: 'B' }, { title: 'Analyst', nickName: 'B' }, 'title'],
    ['one that is not there', { locale: 7 }, {}, 'locale'],
    ['a part of a name', { name: { givenName: 7 } }, { name: { givenName: 'Ada' } }, 'name.givenName'],
    ['a name', { name: 7 }, { name: { givenName: 'Ada', familyName: 'Byron' } }, 'name'],
    [
      'a custom attribute',
      { profile: { TEAM: 'x', team: 'y', city: 'Rome' } },
      { profile: { Team: 'Red', city: 'Rome' } },
      'profile.TEAM',
    ],
    [
      'one of an extension',
      { [enterpriseUrn]: { department: 7, costCenter: '2' } },
      { [enterpriseUrn]: { department: 'Sales', costCenter: '2' } },
      `${enterpriseUrn}:department`,
    ],
    ['one of which two spellings differ', { title: 'x', TITLE: 'y' }, { title: 'Analyst' }, 'title'],
    ['a required one', { userName: null }, { userName: 'ada@example.com' }, 'userName'],
  ])('leaves %s that cannot be read as it was', (_, body, expected, path) => {
    const { resource, unread } = read(body);
    expect(resource).toEqual({ ...user(expected), schemas: resource.schemas });
    expect(unread.map((part) => part.path)).toEqual([path]);
    expect(unread[0]?.error).toBeInstanceOf(ScimError);
  });

  test('is read whatever its schemas say, which is told', () => {
    const { resource, unread } = read({ schemas: 5, title: 'x' });
    expect(resource).toEqual(user({ title: 'x' }));
    expect(unread.map(({ path }) => path)).toEqual(['schemas']);
  });

  test('of more attributes than a message may have is read as far as that, which is told', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`a${index}`, 1]));
    const { resource, unread } = read({ title: 'x', ...many, nickName: 'late' });
    expect(resource).toEqual(user({ title: 'x' }));
    expect(unread.map(({ error }) => error.detail)).toEqual([expect.stringContaining('at most 1000')]);
  });

  test('that gives one attribute in two ways is read where these say the same', () => {
    const nest = ({ 'name.givenName': given, ...part }: JsonObject): JsonObject =>
      given === undefined ? part : { ...part, name: { givenName: given } };
    const twice = (givenName: string) => ({
      'name.givenName': 'Ada',
      name: { givenName, familyName: 'K' },
      title: 5,
    });
    const both = (givenName: string) =>
      finished(
        readParts(
          userResourceType,
          current,
          { schemas: [userUrn], userName: 'x', ...twice(givenName) },
          (part) => {
            if (Object.keys(part).length > 2) throw new ScimError(400, 'whole', 'invalidSyntax');
            return nest(part);
          },
        ),
      );
    expect(both('Ada').resource.name).toEqual({ givenName: 'Ada', familyName: 'K' });
    expect(both('Ada').unread.map(({ path }) => path)).toEqual(['title']);
    expect(both('B').resource.name).toMatchObject({ givenName: 'Ada' });
    expect(
      both('B')
        .unread.map(({ path }) => path)
        .sort(),
    ).toEqual(['name.givenName', 'title']);
  });
});

describe('an operation', () => {
  const readableOf = (operations: readonly JsonValue[], isReadable: (operation: JsonValue) => boolean) => {
    const taken: JsonValue[] = [];
    const take = function* (operation: JsonValue): Steps<void> {
      if (!isReadable(operation)) throw new ScimError(400, '"Operations[0]" is wrong.', 'invalidValue');
      taken.push(operation);
      yield;
    };
    const unread = finished(readOperations(userResourceType, operations, take));
    return { taken, unread: unread.map(({ path, error }) => `${path}: ${error.detail}`) };
  };
  const says = (word: string) => (operation: JsonValue) => !JSON.stringify(operation).includes(word);

  test('that cannot be read spoils no other, and is named by its place', () => {
    expect(readableOf([{ op: 'x' }, 'bad', { op: 'y' }], says('bad'))).toEqual({
      taken: [{ op: 'x' }, { op: 'y' }],
      unread: [': "Operations[1]" is wrong.'],
    });
  });

  test('without a path is read attribute by attribute', () => {
    const value = {
      title: 'bad',
      name: { givenName: 'A', familyName: 'bad' },
      [userUrn]: { nickName: 'B', locale: 'bad' },
    };
    expect(readableOf([{ Op: 'add', Value: value }], says('bad'))).toEqual({
      taken: [
        { op: 'add', value: { name: { givenName: 'A' } } },
        { op: 'add', value: { nickName: 'B' } },
      ],
      unread: ['title', 'name', 'locale'].map((path) => `${path}: "Operations[0]" is wrong.`),
    });
  });

  test.each<[string, readonly JsonValue[]]>([
    ['name', [{ op: 'add', path: 'name', value: { givenName: 'A' } }]],
    [enterpriseUrn, [{ op: 'add', path: enterpriseUrn, value: { givenName: 'A' } }]],
    [`${enterpriseUrn}:manager`, []],
    ['emails[type eq "work"]', []],
    ['emails', []],
    ['no path [', []],
    ['unknown', []],
  ])('at %s is read in parts where each of these stands for itself', (path, taken) => {
    const value = { givenName: 'A', familyName: 'bad' };
    expect(readableOf([{ op: 'add', path, value }], says('bad')).taken).toEqual(taken);
  });
});

test('an attribute that comes twice says nothing, unless it says the same', () => {
  const whole = wholeResource(userResourceType);
  expect(partsOf(whole, { title: 'x', TITLE: 'y' })).toEqual([]);
  expect(partsOf(whole, { title: 'x', TITLE: 'x' })).toEqual([{ title: 'x' }]);
  expect(partsOf(whole, { title: 'x', TITLE: 'y', a: 1 })).toEqual([{ title: 'x', TITLE: 'y' }, { a: 1 }]);
  expect(partsOf(whole, { profile: { a: 1, A: 2 } })).toEqual([]);
  expect(partsOf(whole, { profile: { a: 1, A: 1 } })).toEqual([{ profile: { a: 1 } }]);
});

test('what is under a URN that is not known is taken apart, and what is neither is not', () => {
  const whole = wholeResource(userResourceType);
  expect(partsOf(whole, { 'urn:x:y': { a: 1, b: 2 } })).toEqual([
    { 'urn:x:y': { a: 1 } },
    { 'urn:x:y': { b: 2 } },
  ]);
  for (const one of [
    { unknown: { a: 1, b: 2 } },
    { title: { a: 1, b: 2 } },
    { name: { a: 1 } },
    { title: 1 },
    {},
  ]) {
    expect(partsOf(whole, one)).toEqual([]);
  }
});

test('a fault of ours is no part that cannot be read', () => {
  const fault = new Error('ours');
  const broken = () => {
    throw fault;
  };
  expect(() => finished(readApart(1, broken, () => []))).toThrow(fault);
  expect(() => finished(readParts(userResourceType, current, { title: 'x' }, broken))).toThrow(fault);
});
