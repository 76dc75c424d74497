import { expect, test } from 'vitest';
import { quirks } from '../../../src/adapters/koa-scim/quirks.ts';
import { parseFilter } from '../../../src/scim/filter/parse-filter.ts';
import { limits } from '../../../src/scim/limits.ts';
import { bareValues } from '../../../src/scim/quirks/bare-values.ts';
import { base64InLines } from '../../../src/scim/quirks/base64-in-lines.ts';
import { blankValues } from '../../../src/scim/quirks/blank-values.ts';
import { dottedNames } from '../../../src/scim/quirks/dotted-names.ts';
import { filtersInBodies } from '../../../src/scim/quirks/filters-in-bodies.ts';
import { newElements } from '../../../src/scim/quirks/new-elements.ts';
import { operationNames } from '../../../src/scim/quirks/operation-names.ts';
import { otherTypes } from '../../../src/scim/quirks/other-types.ts';
import { paddedAddresses } from '../../../src/scim/quirks/padded-addresses.ts';
import { pathsInValues } from '../../../src/scim/quirks/paths-in-values.ts';
import type { Quirk } from '../../../src/scim/quirks/quirk.ts';
import { referencesWithoutValue } from '../../../src/scim/quirks/references-without-value.ts';
import { removalByValue } from '../../../src/scim/quirks/removal-by-value.ts';
import { repeatedNames } from '../../../src/scim/quirks/repeated-names.ts';
import { RequestRewriter } from '../../../src/scim/quirks/request-rewriter.ts';
import { singleValueFilters } from '../../../src/scim/quirks/single-value-filters.ts';
import { unqualifiedNames } from '../../../src/scim/quirks/unqualified-names.ts';
import { wholeResourcePaths } from '../../../src/scim/quirks/whole-resource-paths.ts';
import { wrappedValues } from '../../../src/scim/quirks/wrapped-values.ts';
import { wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';
import { enterpriseUrn, userBody, userResourceType, userUrn } from '../resources.ts';
import { withoutPositions } from '../without-positions.ts';
import { patchedWith, readWith } from './with-quirks.ts';

const work = { value: 'a@b.co', type: 'work' };
const manager = `${enterpriseUrn}:manager`;
const managed = { [enterpriseUrn]: { manager: { value: '7' } } };

const patches: readonly (readonly [Quirk, string, object, object, object])[] = [
  [wholeResourcePaths, 'an empty path', {}, { op: 'add', path: '', value: { title: 'x' } }, { title: 'x' }],
  [
    wholeResourcePaths,
    'the core schema as a path',
    {},
    { op: 'add', path: userUrn.toUpperCase(), value: { title: 'x' } },
    { title: 'x' },
  ],
  [
    wholeResourcePaths,
    'attributes in a list of one',
    {},
    { op: 'add', value: [{ title: 'x' }] },
    { title: 'x' },
  ],
  [
    unqualifiedNames,
    'a path without its URN',
    {},
    { op: 'add', path: 'Department', value: 'x' },
    { [enterpriseUrn]: { department: 'x' } },
  ],
  [
    unqualifiedNames,
    'a path with a dot behind the URN',
    managed,
    { op: 'remove', path: `${enterpriseUrn}.manager.value` },
    {},
  ],
  [
    unqualifiedNames,
    'a path into a list with a dot behind the URN',
    { emails: [work] },
    { op: 'replace', path: `${userUrn}.emails[type eq "work"].value`, value: 'x' },
    { emails: [{ ...work, value: 'x' }] },
  ],
  [
    dottedNames,
    'flat names in the value of a path',
    {},
    { op: 'add', path: enterpriseUrn, value: { 'manager.value': '7' } },
    managed,
  ],
  [
    repeatedNames,
    'a value that names its path once more',
    { roles: [{ value: 'a' }, { value: 'b' }] },
    { op: 'remove', path: 'roles', value: { roles: [{ value: 'a' }] } },
    { roles: [{ value: 'b' }] },
  ],
  [
    repeatedNames,
    'an addition that names its path once more',
    {},
    { op: 'add', path: 'title', value: { [`${userUrn}:Title`]: 'x' } },
    { title: 'x' },
  ],
  [
    referencesWithoutValue,
    'a manager by the address alone',
    {},
    { op: 'add', path: manager, value: { $ref: 'https://x.example/Users/7/?a=b' } },
    { [enterpriseUrn]: { manager: { $ref: 'https://x.example/Users/7/?a=b', value: '7' } } },
  ],
  [
    singleValueFilters,
    'a filter on the manager who is there',
    managed,
    { op: 'remove', path: `${manager}[value eq "7"]` },
    {},
  ],
  [
    singleValueFilters,
    'a filter on a manager who is not there',
    {},
    { op: 'replace', path: `${manager}[value eq "7"].$ref`, value: 'x' },
    { [enterpriseUrn]: { manager: { value: '7', $ref: 'x' } } },
  ],
  [
    singleValueFilters,
    'the removal of another manager than who is there',
    managed,
    { op: 'remove', path: `${manager}[value eq "8"]` },
    managed,
  ],
  [
    operationNames,
    'an operation in another letter case',
    {},
    { op: 'Replace', path: 'title', value: 'x' },
    { title: 'x' },
  ],
  [
    bareValues,
    'a role as a plain text',
    {},
    { op: 'add', path: 'roles', value: ['a'] },
    { roles: [{ value: 'a' }] },
  ],
  [
    bareValues,
    'a role as a plain text, behind a filter',
    { roles: [{ value: 'a' }] },
    { op: 'replace', path: 'roles[value eq "a"]', value: 'b' },
    { roles: [{ value: 'b' }] },
  ],
  [
    blankValues,
    'a blank address',
    { profileUrl: 'https://x.example' },
    { op: 'replace', path: 'profileUrl', value: '' },
    {},
  ],
  [
    otherTypes,
    '"True" in a filter',
    { emails: [{ ...work, primary: true }] },
    { op: 'replace', path: 'emails[primary eq "True"].value', value: 'x' },
    { emails: [{ ...work, primary: true, value: 'x' }] },
  ],
  [
    newElements,
    'a sub-attribute of no value',
    {},
    { op: 'replace', path: 'emails.display', value: 'x' },
    { emails: [{ display: 'x' }] },
  ],
  [
    paddedAddresses,
    'blanks around an address that is looked for',
    { emails: [work] },
    { op: 'remove', path: 'emails[value eq " a@b.co "]' },
    {},
  ],
  [
    otherTypes,
    '"False" for false',
    { active: true },
    { op: 'Replace', path: 'active', value: 'False' },
    { active: false },
  ],
  [
    otherTypes,
    '"True" behind a filter',
    { emails: [work] },
    { op: 'Add', path: 'emails[type eq "work"].primary', value: 'True' },
    { emails: [{ ...work, primary: true }] },
  ],
  [
    wrappedValues,
    'a list of one for a single value',
    {},
    { op: 'Add', path: 'title', value: ['x'] },
    { title: 'x' },
  ],
  [
    wrappedValues,
    'a list of one for a boolean',
    { active: true },
    { op: 'Replace', path: 'active', value: ['False'] },
    { active: false },
  ],
  [
    wrappedValues,
    'a list of one for a complex value',
    {},
    { op: 'Add', path: 'name', value: [{ givenName: 'Ada' }] },
    { name: { givenName: 'Ada' } },
  ],
  [
    wrappedValues,
    'a list of one for an element',
    { emails: [work] },
    { op: 'Replace', path: 'emails[type eq "work"]', value: [{ value: 'x' }] },
    { emails: [{ value: 'x' }] },
  ],
  [
    wrappedValues,
    'a lone value for a list',
    {},
    { op: 'Add', path: 'emails', value: work },
    { emails: [work] },
  ],
  [bareValues, 'a manager by the bare identifier', {}, { op: 'Add', path: manager, value: '7' }, managed],
  [
    wrappedValues,
    'a manager in a list',
    {},
    { op: 'Add', path: manager, value: [{ $ref: null, value: '7' }] },
    managed,
  ],
  [
    bareValues,
    'a manager by the bare identifier, without a path',
    {},
    { op: 'add', value: { [manager]: '7' } },
    managed,
  ],
  [
    dottedNames,
    'names in full in a value',
    { name: { familyName: 'L' } },
    {
      op: 'replace',
      value: { displayName: 'X', 'name.givenName': 'Y', [`${enterpriseUrn}:employeeNumber`]: '7' },
    },
    { displayName: 'X', name: { familyName: 'L', givenName: 'Y' }, [enterpriseUrn]: { employeeNumber: '7' } },
  ],
  [
    pathsInValues,
    'a filter in a name in a value',
    { emails: [work] },
    { op: 'replace', value: { 'emails[type eq "work"].value': 'x', title: 't' } },
    { emails: [{ ...work, value: 'x' }], title: 't' },
  ],
  [
    removalByValue,
    'values to remove in a list',
    { roles: [{ value: 'a' }, { value: 'b', type: 't' }, { value: 'c' }] },
    { op: 'Remove', path: 'roles', value: [{ value: 'b', $ref: null }, { value: 'A' }] },
    { roles: [{ value: 'c' }] },
  ],
  [
    removalByValue,
    'a value to remove by all that is said of it',
    {
      phoneNumbers: [
        { value: '1', type: 'work' },
        { value: '1', type: 'mobile' },
      ],
    },
    { op: 'Remove', path: 'phoneNumbers', value: [{ type: 'mobile', value: '1', primary: 'False' }] },
    { phoneNumbers: [{ value: '1', type: 'work' }] },
  ],
  [
    removalByValue,
    'a value to remove from an open list',
    { profile: { skills: ['x', 'y'] } },
    { op: 'Remove', path: 'profile.SKILLS', value: 'X' },
    { profile: { skills: ['y'] } },
  ],
  [
    removalByValue,
    'a list of what to remove from an open attribute',
    { profile: { team: 'x' } },
    { op: 'Remove', path: 'profile.team', value: ['y'] },
    { profile: { team: 'x' } },
  ],
  [
    newElements,
    'an element of an open list that does not exist yet',
    { profile: { skills: ['x'] } },
    { op: 'Replace', path: 'profile.skills[value eq "y"]', value: ['z'] },
    { profile: { skills: ['x', 'z'] } },
  ],
  [
    otherTypes,
    'a number for a text',
    {},
    { op: 'Replace', path: `${enterpriseUrn}:employeeNumber`, value: 7 },
    { [enterpriseUrn]: { employeeNumber: '7' } },
  ],
  [
    otherTypes,
    'a number in a filter',
    { roles: [{ value: '7' }, { value: 'x' }] },
    { op: 'Remove', path: 'roles[value eq 7]' },
    { roles: [{ value: 'x' }] },
  ],
  [
    bareValues,
    'a plain attribute as the value of an object in a list',
    {},
    { op: 'replace', value: { title: [{ value: 'Countess' }] } },
    { title: 'Countess' },
  ],
  [bareValues, 'a number for a manager', {}, { op: 'Add', path: manager, value: 7 }, managed],
  [
    base64InLines,
    'a certificate in lines',
    {},
    { op: 'Add', path: 'x509Certificates', value: [{ value: 'QUJD\r\nREVG\n' }] },
    { x509Certificates: [{ value: 'QUJDREVG' }] },
  ],
  [
    base64InLines,
    'a certificate in lines, in a filter',
    { x509Certificates: [{ value: 'QUJDREVG' }] },
    { op: 'Remove', path: 'x509Certificates[value eq "QUJD\\nREVG"]' },
    {},
  ],
  [
    wrappedValues,
    'a list of none for a single value',
    managed,
    { op: 'Replace', path: manager, value: [] },
    {},
  ],
  [
    removalByValue,
    'a lone value to remove',
    { roles: [{ value: 'a' }, { value: 'b' }] },
    { op: 'Remove', path: 'roles', value: 'a' },
    { roles: [{ value: 'b' }] },
  ],
  [
    removalByValue,
    'a value to remove by its type',
    { emails: [work, { value: 'h', type: 'home' }] },
    { op: 'Remove', path: 'emails', value: [{ type: 'work' }] },
    { emails: [{ value: 'h', type: 'home' }] },
  ],
  [
    removalByValue,
    'no values to remove',
    { roles: [{ value: 'a' }] },
    { op: 'Remove', path: 'roles', value: [] },
    { roles: [{ value: 'a' }] },
  ],
  [
    removalByValue,
    'a value to remove of which nothing is said',
    { roles: [{ value: 'a' }] },
    { op: 'Remove', path: 'roles', value: [{}] },
    { roles: [{ value: 'a' }] },
  ],
  [
    newElements,
    'a value that does not exist yet',
    {},
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'x' },
    { emails: [{ type: 'work', value: 'x' }] },
  ],
  [
    newElements,
    'a value that does not exist yet, beside others',
    { addresses: [{ type: 'home', locality: 'P' }] },
    { op: 'Add', path: 'addresses[type eq "work" and country eq "FR"].locality', value: 'L' },
    {
      addresses: [
        { type: 'home', locality: 'P' },
        { type: 'work', country: 'FR', locality: 'L' },
      ],
    },
  ],
  [
    newElements,
    'a value that does not exist yet, whole',
    {},
    { op: 'Replace', path: 'emails[type eq "work"]', value: { value: 'x' } },
    { emails: [{ type: 'work', value: 'x' }] },
  ],
  [
    newElements,
    'a primary value that does not exist yet',
    { roles: [{ value: 'a', primary: true }] },
    { op: 'Add', path: 'roles[type eq "t"].primary', value: 'true' },
    {
      roles: [
        { value: 'a', primary: false },
        { type: 't', primary: true },
      ],
    },
  ],
];

test.each(patches)('%o: %s is understood', (_quirk, _title, before, operation, after) => {
  expect(patchedWith(quirks, before, operation)).toEqual(after);
});

const bodies: readonly (readonly [Quirk, string, object, object])[] = [
  [
    filtersInBodies,
    'names with one filter',
    { 'emails[type eq "work"].value': 'x', 'emails[type eq "work"].display': 'X', emails: [{ value: 'y' }] },
    { emails: [{ value: 'y' }, { type: 'work', value: 'x', display: 'X' }] },
  ],
  [dottedNames, 'a name without its URN', { department: 'x' }, { [enterpriseUrn]: { department: 'x' } }],
  [
    referencesWithoutValue,
    'a manager by the address alone',
    { [enterpriseUrn]: { manager: { $ref: '../Users/7' } } },
    { [enterpriseUrn]: { manager: { $ref: '../Users/7', value: '7' } } },
  ],
  [dottedNames, 'a flat name', { 'profile.team': 'x' }, { profile: { team: 'x' } }],
  [bareValues, 'a role as a plain text', { roles: ['a'] }, { roles: [{ value: 'a' }] }],
  [otherTypes, '"False" for false', { active: 'False' }, { active: false }],
  [blankValues, 'a blank address', { profileUrl: '' }, {}],
  [blankValues, 'a blank boolean', { active: '' }, {}],
  [blankValues, 'a blank complex value', { name: '' }, {}],
  [blankValues, 'a blank for a list', { roles: '', addresses: '' }, {}],
  [bareValues, 'a manager by the bare identifier', { [enterpriseUrn]: { manager: '7' } }, managed],
  [wrappedValues, 'a lone value for a list', { emails: work }, { emails: [work] }],
  [wrappedValues, 'a lone text for a list', { roles: 'ADMIN' }, { roles: [{ value: 'ADMIN' }] }],
  [wrappedValues, 'a list of one for a single value', { title: ['x'] }, { title: 'x' }],
  [wrappedValues, 'a manager in a list', { [enterpriseUrn]: { manager: [{ value: '7' }] } }, managed],
  [wrappedValues, 'an extension in a list', { [enterpriseUrn]: [{ manager: { value: '7' } }] }, managed],
  [
    otherTypes,
    'numbers and booleans for texts',
    { title: true, externalId: 7, roles: [{ value: 1.5 }] },
    { title: 'true', externalId: '7', roles: [{ value: '1.5' }] },
  ],
  [
    base64InLines,
    'a certificate in lines',
    { x509Certificates: [{ value: 'QUJD\r\nREVG' }] },
    { x509Certificates: [{ value: 'QUJDREVG' }] },
  ],
];

test.each(bodies)('%o: %s in a body is understood', (_quirk, _title, body, expected) => {
  const { schemas, userName, ...read } = readWith(quirks, userBody(body));
  expect(read).toEqual(expected);
});

/** What the work gives, or its refusal. */
function outcomeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
}

test.each(patches)('%o: without the quirk, %s is not', (quirk, _title, before, operation, after) => {
  const others = quirks.filter((one) => one !== quirk);
  expect(outcomeOf(() => patchedWith(others, before, operation))).not.toEqual(after);
});

test.each(bodies)('%o: without the quirk, %s in a body is not', (quirk, _title, body, expected) => {
  const others = quirks.filter((one) => one !== quirk);
  const read = outcomeOf(() => readWith(others, userBody(body)));
  expect(read).not.toEqual({ schemas: [userUrn], userName: 'ada@example.com', ...expected });
});

test('every quirk that the service has is shown', () => {
  const shown = new Set([...patches, ...bodies].map(([quirk]) => quirk));
  expect(quirks.filter((quirk) => !shown.has(quirk))).toEqual([]);
});

test('a filter may have a boolean as a text, in brackets as well', () => {
  const whole = wholeResource(userResourceType);
  const rewritten = (text: string) => new RequestRewriter(quirks).filter(parseFilter(text), whole);

  expect(rewritten('active eq "True"')).toMatchObject({ value: true });
  expect(rewritten('not (emails[type pr and primary eq "false"])')).toMatchObject({
    of: { of: { of: [{ kind: 'present' }, { value: false }] } },
  });
  expect(rewritten('title eq "True" or nothing eq "True"')).toMatchObject({
    of: [{ value: 'True' }, { value: 'True' }],
  });
  expect(new RequestRewriter([]).filter(parseFilter('active eq "True"'), whole)).toMatchObject({
    value: 'True',
  });
});

test.each([
  ['department eq "x"', `${enterpriseUrn}:department eq "x"`],
  [`not (${enterpriseUrn}.manager.value pr)`, `not (${enterpriseUrn}:manager.value pr)`],
  [
    'manager[value eq "7" and not (displayName pr)]',
    `${manager}.value eq "7" and not (${manager}.displayName pr)`,
  ],
  ['title eq "x" or nothing eq "department"', 'title eq "x" or nothing eq "department"'],
  ['emails[type eq "work"]', 'emails[type eq "work"]'],
])('the filter %s is read as %s', (text, expected) => {
  const whole = wholeResource(userResourceType);
  const rewritten = new RequestRewriter(quirks).filter(parseFilter(text), whole);
  expect(withoutPositions(rewritten)).toEqual(withoutPositions(parseFilter(expected)));
});

test.each([
  ['userName eq " a@b.co\\t"', 'userName eq "a@b.co"'],
  ['USERNAME ne "a@b.co "', 'USERNAME ne "a@b.co"'],
  ['emails eq " a@b.co" and emails.value eq "a@b.co "', 'emails eq "a@b.co" and emails.value eq "a@b.co"'],
  ['emails[value eq " a@b.co "]', 'emails[value eq "a@b.co"]'],
])('an address is looked for without the blanks around it: %s', (text, expected) => {
  const whole = wholeResource(userResourceType);
  const rewritten = new RequestRewriter(quirks).filter(parseFilter(text), whole);
  expect(withoutPositions(rewritten)).toEqual(withoutPositions(parseFilter(expected)));
});

test('a request with several operations', () => {
  const operations = [
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'x@b.co' },
    { op: 'Replace', path: 'name.familyName', value: 'X' },
    { op: 'Add', path: `${enterpriseUrn}:department`, value: 'Care' },
  ];

  expect(patchedWith(quirks, { emails: [work] }, ...operations)).toEqual({
    emails: [{ ...work, value: 'x@b.co' }],
    name: { familyName: 'X' },
    [enterpriseUrn]: { department: 'Care' },
  });
});

test.each(['phoneNumbers[type ne "fax"].value', 'phoneNumbers[type eq "fax" or type eq "work"].value'])(
  '%s tells no new value, and stays without a target',
  (path) => {
    const refused = outcomeOf(() => patchedWith(quirks, {}, { op: 'add', path, value: '1' }));
    expect(refused).toMatchObject({ status: 400, scimType: 'noTarget' });
  },
);

test('of several operations the one is named that cannot be rewritten, or whose rewriting is refused', () => {
  const fine = { op: 'add', value: { title: 'x', 'emails[type eq "work"].value': 'a' } };
  const refusal = (...operations: object[]) => outcomeOf(() => patchedWith(quirks, {}, ...operations));

  expect(refusal(fine, { op: 'remove', path: 'nothing', value: [1] })).toMatchObject({
    detail: expect.stringMatching(/^Operations\[1\]: "nothing" names no attribute/),
  });
  expect(refusal(fine, { op: 'add', path: 'title', value: { a: 7 } })).toMatchObject({
    detail: expect.stringMatching(/^Operations\[1\]: "title" must be a string/),
  });
});

test('values that filters add cannot pile up beyond what is allowed', () => {
  const roles = Array.from({ length: limits.valuesMax - 1 }, (_, index) => ({ value: `${index}` }));
  const addition = (index: number) => ({ op: 'add', path: `roles[type eq "t${index}"].value`, value: 'r' });

  expect(patchedWith(quirks, { roles }, addition(1))).not.toEqual({ roles });
  expect(outcomeOf(() => patchedWith(quirks, { roles }, addition(1), addition(2)))).toMatchObject({
    detail: expect.stringContaining(`allowed are at most ${limits.valuesMax}`),
  });
});

test.each<[string, (count: number) => object]>([
  [
    'values that a removal lists',
    (count) => ({
      op: 'remove',
      path: 'roles',
      value: Array.from({ length: count }, (_, index) => `${index}`),
    }),
  ],
  [
    'names with filters',
    (count) => ({
      op: 'add',
      value: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`roles[value eq "${index}"].type`, 'x']),
      ),
    }),
  ],
])('there is a limit to the number of %s', (_, operation) => {
  const outcome = (count: number) => outcomeOf(() => patchedWith(quirks, {}, operation(count)));

  for (const count of [limits.valuesMax - 1, limits.valuesMax])
    expect(outcome(count)).not.toBeInstanceOf(ScimError);
  expect(outcome(limits.valuesMax + 1)).toMatchObject({
    detail: expect.stringContaining(`allowed are at most ${limits.valuesMax}`),
  });
});
