import { describe, expect, test } from 'vitest';
import { parseFilter } from '../../../src/scim/filter/parse-filter.ts';
import type { PatchOperation } from '../../../src/scim/patch/patch-operation.ts';
import { readPatchRequest } from '../../../src/scim/patch/read-patch-request.ts';
import { bareValues } from '../../../src/scim/quirks/bare-values.ts';
import { base64InLines } from '../../../src/scim/quirks/base64-in-lines.ts';
import { blankValues } from '../../../src/scim/quirks/blank-values.ts';
import { newElements } from '../../../src/scim/quirks/new-elements.ts';
import { operationNames } from '../../../src/scim/quirks/operation-names.ts';
import { otherTypes } from '../../../src/scim/quirks/other-types.ts';
import { paddedAddresses } from '../../../src/scim/quirks/padded-addresses.ts';
import { pathsInValues } from '../../../src/scim/quirks/paths-in-values.ts';
import type { Quirk } from '../../../src/scim/quirks/quirk.ts';
import { removalByValue } from '../../../src/scim/quirks/removal-by-value.ts';
import { RequestRewriter } from '../../../src/scim/quirks/request-rewriter.ts';
import { wrappedValues } from '../../../src/scim/quirks/wrapped-values.ts';
import { string } from '../../../src/scim/schema/define-attribute.ts';
import { findAttribute, wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { finished } from '../finished.ts';
import { gadgetResourceType, patchUrn, user, userBody, userResourceType } from '../resources.ts';
import { refusalText } from '../scim-refusal.ts';
import { withoutPositions } from '../without-positions.ts';

const whole = wholeResource(userResourceType);
const attributeAt = (name: string) => findAttribute(whole, name) ?? string('none', '');

const read = (operation: object): readonly PatchOperation[] =>
  finished(readPatchRequest({ schemas: [patchUrn], Operations: [operation] }));

/** The operations that the quirk puts in the place of this one. */
const rewritten = ({ operation: rewrite }: Quirk, operation: object) =>
  read(operation).flatMap((one) => rewrite?.(one, userResourceType) ?? []);

describe('removals by value', () => {
  test.each([
    { op: 'remove', path: 'roles' },
    { op: 'remove', path: 'roles', value: null },
    { op: 'remove', path: 'roles[value eq "a"]', value: ['b'] },
    { op: 'remove', path: 'emails.value', value: ['b'] },
    { op: 'remove', path: 'title', value: 'b' },
    { op: 'replace', path: 'roles', value: ['b'] },
  ])('are no %j', (operation) => {
    expect(rewritten(removalByValue, operation)).toEqual(read(operation));
  });

  test('select each element by what it says of itself with a plain value', () => {
    const value = [
      { value: 'a', type: 'work' },
      { type: 'work', display: 'b', primary: null, more: { x: 1 } },
      { value: 'c', $ref: 'no such attribute', display: '', primary: false },
      {},
    ];
    const [operation] = rewritten(removalByValue, { op: 'remove', path: 'roles', value });
    const filter = parseFilter(
      '(value eq "a" and type eq "work") or (type eq "work" and display eq "b") or (value eq "c" and not (primary eq true))',
    );
    expect(withoutPositions(operation?.path?.valueFilter)).toEqual(withoutPositions(filter));
    expect(operation?.value).toBeUndefined();
  });

  test('know what refers to another resource by its value, and by its address where it has none', () => {
    const value = [{ value: 'a', display: 'stale', $ref: 'x' }, { $ref: 'y' }];
    const operation = finished(
      readPatchRequest({
        schemas: [patchUrn],
        Operations: [{ op: 'remove', path: 'parts', value }],
      }),
    ).flatMap((one) => removalByValue.operation?.(one, gadgetResourceType) ?? []);
    expect(withoutPositions(operation[0]?.path?.valueFilter)).toEqual(
      withoutPositions(parseFilter('value eq "a" or $ref eq "y"')),
    );
  });

  test('that list too much are refused', () => {
    const value = Array.from({ length: 1001 }, () => 'a');
    expect(refusalText(() => rewritten(removalByValue, { op: 'remove', path: 'roles', value }))).toBe(
      '400 invalidValue "roles" has 1001 values; allowed are at most 1000.',
    );
  });
});

describe('new elements', () => {
  const added = (operation: object, attributes: object = {}, type = userResourceType) =>
    read(operation).flatMap((one) => newElements.operationOn?.(one, type, user(attributes)) ?? []);

  test.each([
    { op: 'remove', path: 'emails[type eq "home"].value' },
    { op: 'replace', path: 'emails[type eq "home"].value', value: null },
    { op: 'replace', path: 'emails', value: [] },
    { op: 'replace', path: 'name.givenName', value: 'Ada' },
    { op: 'replace', path: 'emails.display', value: 'x' },
    { op: 'replace', path: 'emails[type eq "work"].value', value: 'x' },
    { op: 'replace', path: 'emails[type eq "home" and display pr].value', value: 'x' },
    { op: 'replace', path: 'emails[type co "home"].value', value: 'x' },
  ])('are not added by %j', (operation) => {
    const emails = [{ value: 'b' }, { value: 'a', type: 'work' }];
    expect(added(operation, { emails })).toEqual(read(operation));
  });

  test.each(['emails[type.kind eq "x"].value', 'emails[urn:x:y:type eq "x"].value'])(
    'are not described by %s',
    (path) => {
      const operation = { op: 'replace', path, value: 'x' };
      expect(added(operation)).toEqual(read(operation));
    },
  );

  test('of a list of plain values are the values', () => {
    expect(
      added({ op: 'add', path: 'tags[value eq "x"]', value: 'y' }, {}, gadgetResourceType),
    ).toMatchObject([{ op: 'add', path: { attribute: 'tags' }, value: ['y'] }]);
  });
});

describe('wrapped values', () => {
  test.each([
    { op: 'remove', path: 'emails[type eq "work"]', value: [1] },
    { op: 'replace', path: 'emails[type eq "work"].value', value: ['x'] },
    { op: 'replace', path: 'emails[type eq "work"]', value: [{ value: 'x' }, { value: 'y' }] },
    { op: 'replace', path: 'emails[type eq "work"]', value: [] },
    { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'x' } },
    { op: 'replace', path: 'emails', value: [{ value: 'x' }] },
    { op: 'replace', value: { title: 'x' } },
  ])('are not in %j', (operation) => {
    expect(rewritten(wrappedValues, operation)).toEqual(read(operation));
  });

  test('are of one value', () => {
    const values = (value: unknown) => wrappedValues.values?.(value as string, attributeAt('title'));
    expect(values(['x'])).toBe('x');
    expect(values(['x', 'y'])).toEqual(['x', 'y']);
    expect(values([])).toBeNull();
    expect(values('x')).toBe('x');
  });
});

test.each([
  ['addresses', 'x'],
  ['title', 'x'],
  ['name', 'x'],
  ['name', { givenName: 'Ada' }],
  ['roles', true],
])('no bare value is that of %s: %j', (name, value) => {
  expect(bareValues.value?.(value, attributeAt(name))).toBe(value);
});

test.each([
  ['title', ''],
  ['title', ' '],
  ['active', ' '],
])('no blank is the value of %s: %j', (name, value) => {
  expect(blankValues.value?.(value, attributeAt(name))).toBe(value);
});

test.each([
  ['title', 'True'],
  ['active', 'yes'],
  ['active', ''],
  ['active', 1],
  ['title', Number.NaN],
  ['title', null],
  ['title', { value: 7 }],
  ['name', 7],
  ['profileUrl', 7],
])('no value of another type is that of %s: %j', (name, value) => {
  expect(otherTypes.value?.(value, attributeAt(name))).toBe(value);
});

test.each([
  'userName co " a "',
  'userName sw " a"',
  'userName eq 5',
  'title eq " x "',
  'emails.type eq " work "',
  'emails[type eq " work "]',
  'nothing eq " x "',
])('no address is looked for with blanks in the filter %s', (text) => {
  expect(paddedAddresses.filter?.(parseFilter(text), whole)).toEqual(parseFilter(text));
});

test.each([
  ['title', 'a b'],
  ['photos', 'a b'],
])('no lines are in the value of %s: %j', (name, value) => {
  expect(base64InLines.value?.(value, attributeAt(name))).toBe(value);
});

test.each([
  ...['active eq "yes"', 'active eq ""', 'nothing[primary eq "True"]', 'emails[nothing eq "True"]'],
  ...['active pr', 'name eq 7', 'title eq null', 'profile.level eq "7"', 'profile.level eq ""'],
])('nothing is to be read otherwise in the filter %s', (text) => {
  const filter = parseFilter(text);
  const rewriter = new RequestRewriter([wrappedValues, blankValues, bareValues, otherTypes]);
  expect(rewriter.filter(filter, whole)).toEqual(filter);
});

test.each<object>([{}, { Operations: 'Add' }, { Operations: [{ op: 'add' }, { op: 7 }, 'Add', null, {}] }])(
  '%j has no operation in another letter case',
  (message) => {
    expect(operationNames.patchMessage?.({ ...message }, userResourceType)).toEqual(message);
  },
);

test('an operation in another letter case leaves its neighbours as they are', () => {
  const Operations = [{ op: 'add', path: 'a' }, { OP: 'Replace', path: 'B' }, 'Add', { op: 7 }];
  expect(operationNames.patchMessage?.({ schemas: ['X'], Operations }, userResourceType)).toEqual({
    schemas: ['X'],
    Operations: [{ op: 'add', path: 'a' }, { OP: 'replace', path: 'B' }, 'Add', { op: 7 }],
  });
});

test('filters in names become operations, and the other names stay together', () => {
  const value = { title: 't', 'emails[type eq "work"].value': 'x', 'roles[value eq "a"]': null };
  const operations = rewritten(pathsInValues, { op: 'replace', value });
  expect(operations).toMatchObject([
    { op: 'replace', value: { title: 't' } },
    { op: 'replace', path: { text: 'emails[type eq "work"].value' }, value: 'x' },
    { op: 'replace', path: { text: 'roles[value eq "a"]' }, value: null },
  ]);
  expect(operations[0]?.value).toEqual({ title: 't' });
});

test.each([
  { op: 'replace', path: 'profile', value: { 'a[b]': 1 } },
  { op: 'replace', value: { title: 't' } },
])('no filter is in the names of %j', (operation) => {
  expect(rewritten(pathsInValues, operation)).toEqual(read(operation));
});

test('too many filters in names are refused', () => {
  const names = Array.from({ length: 1001 }, (_, index) => [`roles[value eq "${index}"].type`, 'x']);
  const operation = { op: 'add', value: Object.fromEntries(names) };
  expect(refusalText(() => rewritten(pathsInValues, operation))).toBe(
    '400 invalidValue "value" has 1001 members; allowed are at most 1000.',
  );
});

describe('a body', () => {
  const rewriter = new RequestRewriter([otherTypes, bareValues]);

  test.each([null, 'x', 7, [{ active: 'True' }]])('that is %j is left to be refused', (body) => {
    expect(rewriter.body(userResourceType, body)).toBe(body);
    expect(rewriter.patchMessage(userResourceType, body)).toBe(body);
  });

  test('in which nothing is to be rewritten is not copied', () => {
    const body = userBody({ active: true, name: null, roles: [{ value: 'a' }], nothing: 'True' });
    expect(rewriter.body(userResourceType, body)).toBe(body);
  });

  test('is rewritten where it is needed, and nowhere else', () => {
    const body = userBody({
      active: 'True',
      name: { givenName: 'true' },
      roles: [{ value: 'a' }, 'b', null],
    });
    expect(rewriter.body(userResourceType, body)).toEqual({
      ...body,
      active: true,
      roles: [{ value: 'a' }, { value: 'b' }, null],
    });
  });

  test('leaves open attributes as they came', () => {
    const body = userBody({ profile: { list: ['x'], blank: '', flag: 'True', number: 7 } });
    const all = [wrappedValues, blankValues, bareValues, otherTypes, base64InLines];
    expect(new RequestRewriter(all).body(userResourceType, body)).toBe(body);
  });
});
