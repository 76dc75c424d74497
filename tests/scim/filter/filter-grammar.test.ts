import { expect, test } from 'vitest';
import type { CompareOperator, Filter } from '../../../src/scim/filter/filter.ts';
import { parseFilter } from '../../../src/scim/filter/parse-filter.ts';
import type { AttributeReference } from '../../../src/scim/path/attribute-reference.ts';
import { enterpriseUrn, userUrn } from '../resources.ts';
import { withoutPositions } from '../without-positions.ts';

type Value = string | number | boolean | null;

function path(name: string): AttributeReference {
  const [attribute = '', subAttribute] = name.split('.');
  return { attribute, subAttribute };
}
const compare = (name: string, operator: CompareOperator, value: Value): Filter => ({
  kind: 'compare',
  path: path(name),
  operator,
  value,
});
const present = (name: string): Filter => ({ kind: 'present', path: path(name) });
const and = (...of: Filter[]): Filter => ({ kind: 'and', of });
const or = (...of: Filter[]): Filter => ({ kind: 'or', of });
const not = (of: Filter): Filter => ({ kind: 'not', of });
const valuePath = (name: string, of: Filter): Filter => ({ kind: 'valuePath', path: path(name), of });

const employee = compare('userType', 'eq', 'Employee');
const exampleOrg = compare('emails.value', 'co', 'example.org');

// RFC 7644 section 3.4.2.2, figure 2, in its order.
test.each<[string, Filter]>([
  ['userName eq "bjensen"', compare('userName', 'eq', 'bjensen')],
  ['name.familyName co "O\'Malley"', compare('name.familyName', 'co', "O'Malley")],
  ['userName sw "J"', compare('userName', 'sw', 'J')],
  [
    `${userUrn}:userName sw "J"`,
    { kind: 'compare', path: { schema: userUrn, attribute: 'userName' }, operator: 'sw', value: 'J' },
  ],
  ['title pr', present('title')],
  ['meta.lastModified gt "2011-05-13T04:42:34Z"', compare('meta.lastModified', 'gt', '2011-05-13T04:42:34Z')],
  ['meta.lastModified ge "2011-05-13T04:42:34Z"', compare('meta.lastModified', 'ge', '2011-05-13T04:42:34Z')],
  ['meta.lastModified lt "2011-05-13T04:42:34Z"', compare('meta.lastModified', 'lt', '2011-05-13T04:42:34Z')],
  ['meta.lastModified le "2011-05-13T04:42:34Z"', compare('meta.lastModified', 'le', '2011-05-13T04:42:34Z')],
  ['title pr and userType eq "Employee"', and(present('title'), employee)],
  ['title pr or userType eq "Intern"', or(present('title'), compare('userType', 'eq', 'Intern'))],
  [`schemas eq "${enterpriseUrn}"`, compare('schemas', 'eq', enterpriseUrn)],
  [
    'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
    and(employee, or(compare('emails', 'co', 'example.com'), exampleOrg)),
  ],
  [
    'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
    and(compare('userType', 'ne', 'Employee'), not(or(compare('emails', 'co', 'example.com'), exampleOrg))),
  ],
  ['userType eq "Employee" and (emails.type eq "work")', and(employee, compare('emails.type', 'eq', 'work'))],
  [
    'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]',
    and(
      employee,
      valuePath('emails', and(compare('type', 'eq', 'work'), compare('value', 'co', '@example.com'))),
    ),
  ],
  [
    'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
    or(
      valuePath('emails', and(compare('type', 'eq', 'work'), compare('value', 'co', '@example.com'))),
      valuePath('ims', and(compare('type', 'eq', 'xmpp'), compare('value', 'co', '@foo.com'))),
    ),
  ],
])('the RFC’s %s', (text, filter) => {
  expect(withoutPositions(parseFilter(text))).toEqual(filter);
});

test.each<[string, string, Filter]>([
  ['and binds closer than or', 'a pr or b pr and c pr', or(present('a'), and(present('b'), present('c')))],
  [
    'and binds closer than or, also in front',
    'a pr and b pr or c pr',
    or(and(present('a'), present('b')), present('c')),
  ],
  ['parentheses bind closest', '(a pr or b pr) and c pr', and(or(present('a'), present('b')), present('c'))],
  ['not binds one group', 'not (a pr) and b pr', and(not(present('a')), present('b'))],
  ['not stands before its group without a space', 'not(a pr)', not(present('a'))],
  ['not can be doubled', 'not (not (a pr))', not(not(present('a')))],
  ['not within a value path', 'a[not (b pr)]', valuePath('a', not(present('b')))],
  ['an attribute may be called not', 'not eq "x"', compare('not', 'eq', 'x')],
  ['an attribute may be called and', 'and pr and or pr', and(present('and'), present('or'))],
  [
    'operators have any case',
    'a EQ 1 AND b Pr oR NOT (c Co "x")',
    or(and(compare('a', 'eq', 1), present('b')), not(compare('c', 'co', 'x'))),
  ],
  ['spaces count for nothing', '  ( a   eq 1 )and( b pr )  ', and(compare('a', 'eq', 1), present('b'))],
  ['$ref is an attribute', 'manager.$ref pr', present('manager.$ref')],
  [
    'a value path may be compared as Microsoft documents it',
    'emails[type eq "work"].value eq "x"',
    valuePath('emails', and(compare('type', 'eq', 'work'), compare('value', 'eq', 'x'))),
  ],
])('%s', (_, text, filter) => {
  expect(withoutPositions(parseFilter(text))).toEqual(filter);
});

test.each<[string, Value]>([
  ['"a\\"b\\\\c\\/\\n\\u00e9"', 'a"b\\c/\né'],
  ['"a) and (b[c]"', 'a) and (b[c]'],
  ['""', ''],
  ['0', 0],
  ['-1.5e+3', -1500],
  ['true', true],
  ['FALSE', false],
  ['null', null],
])('the value %s', (text, value) => {
  expect(withoutPositions(parseFilter(`a eq ${text}`))).toEqual(compare('a', 'eq', value));
});
