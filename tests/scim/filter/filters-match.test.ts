import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/criteria/json.ts';
import { compileFilter } from '../../../src/scim/filter/compile-filter.ts';
import { elementPredicate } from '../../../src/scim/filter/element-predicate.ts';
import type { Filter } from '../../../src/scim/filter/filter.ts';
import { parseFilter } from '../../../src/scim/filter/parse-filter.ts';
import { any, string } from '../../../src/scim/schema/define-attribute.ts';
import { findAttribute, wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';
import { anyFilterText } from '../arbitraries.ts';
import { enterpriseUrn, gadget, gadgetResourceType, user, userTypeWith, userUrn } from '../resources.ts';
import { refusalText } from '../scim-refusal.ts';
import { matches } from './matches.ts';

const known = [
  any('location', ''),
  string('skills', '', { multiValued: true }),
  ...['level', 'remote', 'nothing', 'constructor'].map((name) => any(name, '')),
];
const whole = wholeResource(userTypeWith(known));
const ada: JsonObject = {
  ...user({
    userName: 'Ada@Example.com',
    externalId: '00uA',
    name: { givenName: 'Ada', familyName: 'Ångström' },
    title: '',
    active: true,
    emails: [
      { value: 'ada@example.com', type: 'work', primary: true },
      { value: 'ada@home.example', type: 'home' },
    ],
    ims: [{ value: 'ada', type: 'xmpp' }],
    profile: { Location: 'Paris', level: 3, remote: false, skills: ['sql', 'chess'] },
    [enterpriseUrn]: { department: 'Care', manager: { value: '7' } },
  }),
  id: 'aB',
  meta: { created: '2026-11-23T12:00:00.000Z' },
};
const holds = (text: string) => matches(text, ada, whole);

test.each([
  'userName eq "ada@example.COM"',
  `${userUrn}:username EQ "ada@example.com"`,
  'externalId eq "00uA"',
  'id eq "aB"',
  'name.familyName eq "A\\u030angstro\\u0308m"',
  'userName co "@EXAMPLE"',
  'userName sw "ada"',
  'userName ew ".COM"',
  'userName gt "ada"',
  'userName ge "ada@example.com"',
  'userName le "ada@example.com"',
  'userName lt "b"',
  'active eq true',
  'active ne false',
  'not (title pr)',
  'title eq ""',
  'title eq ""',
  'nickName eq null',
  'userName ne null',
  'nickName ne "x"',
  'not (nickName eq "x")',
  'emails pr',
  'emails.display eq null',
  'emails co "home"',
  'emails.type eq "home"',
  'emails.type eq "work" and emails.value eq "ada@home.example"',
  'emails.type ne "other"',
  'emails[type eq "home" and value ew "home.example"]',
  'emails[not (primary eq true)]',
  'ims[type eq "xmpp" and value eq "ada"]',
  'emails[type eq "work"].value eq "ada@example.com"',
  'meta.created eq "2026-11-23T13:00:00+01:00"',
  'meta.created gt "2026-11-23T11:59:59Z"',
  `schemas eq "${enterpriseUrn}"`,
  `${enterpriseUrn}:department eq "care"`,
  `${enterpriseUrn}:manager.value eq "7"`,
  `${enterpriseUrn}:manager eq "7"`,
  `${enterpriseUrn} pr`,
  'profile.location eq "paris"',
  'profile.LOCATION eq "paris"',
  'profile pr',
  'profile.level ge 3',
  'profile.remote eq false',
  'profile.skills eq "Chess"',
  'profile.nothing ne "x"',
])('%s holds', (text) => {
  expect(holds(text)).toBe(true);
});

test.each([
  'externalId eq "00ua"',
  'id eq "AB"',
  'userName eq "ada"',
  'userName gt "b"',
  'userName ne "ADA@EXAMPLE.COM"',
  'active eq false',
  'nickName pr',
  'nickName co ""',
  'nickName gt ""',
  'nickName ne null',
  'emails.type ne "home"',
  'emails[type eq "home" and primary eq true]',
  'emails[type eq "work"].value eq "ada@home.example"',
  'phoneNumbers[type pr]',
  'groups.value eq "x"',
  'profile.location eq 3',
  'profile.level co "3"',
  'profile.nothing eq "x"',
  'profile.constructor pr',
])('%s does not hold', (text) => {
  expect(holds(text)).toBe(false);
});

test.each([
  ['nickname2 eq "x"', '"nickname2" names no attribute that is known here.'],
  ['urn:x:y:title pr', '"urn:x:y:title" names no attribute'],
  ['name.first eq "x"', '"name.first" names no sub-attribute of "name", which has formatted, familyName'],
  ['userName.value eq "x"', '"userName.value" names no sub-attribute of "userName", which has none.'],
  ['emails[city eq "x"]', '"city" names no attribute'],
  ['name[givenName eq "x"]', '"name" has one value, so it takes no filter in brackets.'],
  ['name eq "Ada"', '"name" has no value of its own to compare; name one of its sub-attributes: formatted'],
  ['addresses eq "x"', '"addresses" has no value of its own'],
  ['userName eq 5', '"userName" must be compared with a string, not with a number.'],
  ['active eq "True"', '"active" must be compared with a boolean, not with a string.'],
  [
    'profile.nickname eq "x"',
    '"profile.nickname" names no attribute that is known here: no resource ever had it',
  ],
  ['password eq "x"', '"password" is never returned, and so cannot be asked about.'],
  ['active eq "yes"', '"active" must be compared with a boolean, not with a string.'],
  ['active gt true', '"active" has no order, so "gt" cannot apply.'],
  ['active co true', '"active" holds no text, so "co" cannot apply.'],
  ['x509Certificates.value lt "a"', '"x509Certificates.value" has no order'],
  ['title gt null', '"title" cannot be compared with null by "gt"'],
  ['meta.created gt "yesterday"', '"meta.created" must be compared with a date and time'],
  ['meta.created co "2026"', '"meta.created" holds no text'],
])('%s is refused', (text, expected) => {
  expect(refusalText(() => holds(text))).toContain(`400 invalidFilter ${expected}`);
});

test.each([
  ['userName eq "x" and nickname2 eq "x"', 20],
  ['name.first pr', 0],
  ['emails[type eq "work" and city eq "x"]', 26],
  ['userName pr or name[givenName eq "x"]', 15],
])('%s is refused with the place of what is wrong', (text, position) => {
  expect(() => holds(text)).toThrow(expect.objectContaining({ scimType: 'invalidFilter', position }));
});

test.each([
  ['title eq "x"', '"title" cannot be asked about here: it is secret.'],
  ['emails.value eq "x"', '"emails.value" cannot be asked about here: it is slow.'],
  ['name.givenName pr', '"name.givenName" cannot be asked about here: it is another’s.'],
])('%s is refused where that is not to be asked about', (text, expected) => {
  const unaskable = { title: 'it is secret', 'emails.value': 'it is slow', name: 'it is another’s' };
  const compile = (filter: string) => compileFilter(parseFilter(filter), { attribute: whole, unaskable });

  expect(refusalText(() => compile(text))).toBe(`400 invalidFilter ${expected}`);
  expect(compile('emails.type pr')).toEqual(
    compileFilter(parseFilter('emails.type pr'), { attribute: whole }),
  );
});

test('a sub-attribute takes no filter in brackets', () => {
  const filter: Filter = {
    kind: 'valuePath',
    path: { attribute: 'emails', subAttribute: 'type' },
    of: { kind: 'present', path: { attribute: 'value' } },
  };
  expect(refusalText(() => compileFilter(filter, { attribute: whole }))).toBe(
    '400 invalidFilter "emails.type" has one value, so it takes no filter in brackets.',
  );
});

test('an element of a multi-valued attribute is matched by its sub-attributes', () => {
  const emails = findAttribute(whole, 'emails') ?? whole;

  expect(elementPredicate(parseFilter('type eq "WORK"'), emails)({ type: 'work' })).toBe(true);
  expect(elementPredicate(parseFilter('type eq "work"'), emails)({ type: 'home' })).toBe(false);
});

test.each([
  ['serial eq "A"', true],
  ['serial eq "a"', false],
  ['count gt 2', true],
  ['count le 2', false],
  ['tags eq "RED"', true],
  ['tags[value sw "bl"]', true],
  ['tags.value eq "green"', false],
  ['tags.value eq "Blue"', true],
  ['tags[value sw "bl" and value sw "r"]', false],
  ['tags pr', true],
  ['seal eq "qujd"', true],
])('of a gadget: %s is %s', (text, expected) => {
  const resource = gadget({ serial: 'A', count: 3, tags: ['red', 'blue'], seal: 'QUJD' });

  expect(matches(text, resource, wholeResource(gadgetResourceType))).toBe(expected);
});

test('whatever the filter, it holds or does not, and its negation is the opposite', () => {
  fc.assert(
    fc.property(anyFilterText, (text) => {
      let held: boolean;
      try {
        held = holds(text);
      } catch (error) {
        expect(error).toBeInstanceOf(ScimError);
        return;
      }
      expect(holds(`not (${text})`)).toBe(!held);
    }),
    { numRuns: 1000 },
  );
});
