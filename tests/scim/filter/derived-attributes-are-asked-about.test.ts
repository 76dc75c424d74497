import { describe, expect, test } from 'vitest';
import { all, any, type Criteria, equals, everyone, nobody, not } from '../../../src/criteria/criteria.ts';
import type { Field } from '../../../src/criteria/field.ts';
import { compileFilter } from '../../../src/scim/filter/compile-filter.ts';
import type { DerivedAttribute } from '../../../src/scim/filter/filter-subject.ts';
import { parseFilter } from '../../../src/scim/filter/parse-filter.ts';
import { wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { userResourceType } from '../../../src/scim/schema/user-resource-type.ts';

const text = (path: string): Field => ({ path, type: 'text', caseExact: false });
const exactText = (path: string): Field => ({ ...text(path), caseExact: true });
const isActive = equals({ path: 'active', type: 'boolean', caseExact: false }, true);

/** What the filter asks where the attribute at the path is derived so. */
const asked = (filter: string, derivedPath: string, derived: DerivedAttribute): Criteria =>
  compileFilter(parseFilter(filter), {
    attribute: wholeResource(userResourceType),
    derived: (path) => (path === derivedPath ? derived : undefined),
  });

describe('an attribute of constants', () => {
  const isAda = equals(text('userName'), 'ada');
  const kinds: DerivedAttribute = {
    kind: 'constants',
    constants: [
      { value: 'Employee', where: isActive },
      { value: 'Engineer', where: isAda },
      { value: 'Guest', where: not(isActive) },
    ],
  };

  test.each<[string, Criteria]>([
    ['userType eq "employee"', isActive],
    ['userType eq "Guest"', not(isActive)],
    ['userType ne "Guest"', not(not(isActive))],
    ['userType sw "e"', any(isActive, isAda)],
    ['userType eq "Robot"', nobody],
    ['userType pr', any(isActive, isAda, not(isActive))],
    ['userType eq null', not(any(isActive, isAda, not(isActive)))],
    ['title eq "Guest"', equals(text('title'), 'Guest')],
    ['title pr', { kind: 'present', field: text('title') }],
  ])('holds where one of them does: %s', (filter, expected) => {
    expect(asked(filter, 'userType', kinds)).toEqual(expected);
  });

  test('is present nowhere without one', () => {
    expect(asked('userType pr', 'userType', { kind: 'constants', constants: [] })).toEqual(nobody);
  });

  test('that is a list is asked about within brackets as without', () => {
    const schemas: DerivedAttribute = {
      kind: 'constants',
      constants: [
        { value: 'urn:a', where: everyone },
        { value: 'urn:b', where: isActive },
      ],
    };
    expect(asked('schemas[value eq "urn:b"]', 'schemas', schemas)).toEqual(isActive);
    expect(asked('schemas[value sw "urn:"]', 'schemas', schemas)).toEqual(any(everyone, isActive));
  });

  test('of the elements of a list holds for an element', () => {
    const isGroup: Criteria = { kind: 'present', field: text('groups.value') };
    const direct: DerivedAttribute = { kind: 'constants', constants: [{ value: 'direct', where: isGroup }] };
    expect(asked('groups[type eq "direct" and display eq "QA"]', 'groups.type', direct)).toEqual({
      kind: 'element',
      path: 'groups',
      of: all(isGroup, equals(text('groups.display'), 'QA')),
    });
  });
});

describe('a stored value with a text around it', () => {
  const stored = { path: 'id', type: 'text' } as const;
  const address = { before: 'https://example.com/Users/', after: '/' };
  const location: DerivedAttribute = { kind: 'affixed', stored, forms: [address] };
  const shown: Field = { ...exactText('id'), affixes: address };

  test('is compared as it is shown', () => {
    expect(asked('meta.location eq "x"', 'meta.location', location)).toEqual(equals(shown, 'x'));
    expect(asked('meta.location ne "x"', 'meta.location', location)).toEqual(not(equals(shown, 'x')));
    expect(asked('meta.location sw "x"', 'meta.location', location)).toEqual({
      ...{ kind: 'compare', field: shown, operator: 'startsWith', value: 'x' },
    });
  });

  test('is present where the stored value is', () => {
    expect(asked('meta.location pr', 'meta.location', location)).toEqual({
      kind: 'present',
      field: exactText('id'),
    });
  });

  test('may be compared with another text than the given', () => {
    const comparedAs = (given: string) => given.replace('.digest', '');
    expect(asked('meta.version eq "1.digest"', 'meta.version', { ...location, comparedAs })).toEqual(
      equals(shown, '1'),
    );
  });

  test('of one form is asked about where that form is used', () => {
    const forms = [{ ...address, where: isActive }];
    expect(asked('meta.location eq "x"', 'meta.location', { ...location, forms })).toEqual(
      all(isActive, equals(shown, 'x')),
    );
  });

  test('has no value without a form', () => {
    expect(asked('meta.location eq "x"', 'meta.location', { ...location, forms: [] })).toEqual(nobody);
  });

  describe('that has several forms', () => {
    const isRole = equals(text('groups.kind'), 'role');
    const roles = { before: '/Roles/', after: '', where: isRole };
    const groups = { before: '/Groups/', after: '' };
    const forms = [roles, groups];
    const storedIn = (path: string) => ({ path, type: 'text' }) as const;
    const withForm = (path: string, { before, after }: typeof groups): Criteria =>
      equals({ ...exactText(path), affixes: { before, after } }, 'x');
    const inOneOf = (path: string) => any(all(isRole, withForm(path, roles)), withForm(path, groups));

    test('is asked about in each', () => {
      const derived: DerivedAttribute = { kind: 'affixed', stored: storedIn('id'), forms };
      expect(asked('meta.location eq "x"', 'meta.location', derived)).toEqual(inOneOf('id'));
    });

    test('has the form that belongs to the same element of a list', () => {
      const derived: DerivedAttribute = { kind: 'affixed', stored: storedIn('groups.value'), forms };
      const element: Criteria = { kind: 'element', path: 'groups', of: inOneOf('groups.value') };
      expect(asked('groups.$ref eq "x"', 'groups.$ref', derived)).toEqual(element);
      expect(asked('groups[$ref eq "x"]', 'groups.$ref', derived)).toEqual(element);
    });

    test('needs no element where it is one value of a list with one form', () => {
      const derived: DerivedAttribute = {
        kind: 'affixed',
        stored: storedIn('groups.value'),
        forms: [groups],
      };
      expect(asked('groups.$ref eq "x"', 'groups.$ref', derived)).toEqual(withForm('groups.value', groups));
    });
  });
});
