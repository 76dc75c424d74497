import { expect, test } from 'vitest';
import { addValues, type ElementValue } from '../../src/criteria/attribute-values.ts';
import type { JsonObject } from '../../src/criteria/json.ts';

function valuesOf(resource: JsonObject, prefix?: string): Record<string, ElementValue[]> {
  const values = new Map<string, ElementValue[]>();
  addValues(values, resource, prefix);
  return Object.fromEntries(values);
}

test('values are found by their paths, those of an extension behind its URN', () => {
  const resource = { title: 'QA', name: { givenName: 'Ada' }, 'urn:x:User': { manager: { value: '1' } } };
  expect(valuesOf(resource)).toEqual({
    title: [{ element: 0, value: 'QA' }],
    'name.givenName': [{ element: 0, value: 'Ada' }],
    'urn:x:User:manager.value': [{ element: 0, value: '1' }],
  });
});

test('a prefix stands before each path', () => {
  expect(valuesOf({ givenName: 'Ada' }, 'name.')).toEqual({
    'name.givenName': [{ element: 0, value: 'Ada' }],
  });
});

test('null, what is undefined, and lists within elements have no values', () => {
  expect(valuesOf({ a: null, b: undefined, c: [null, [1]], d: [{ e: [2] }] })).toEqual({});
});

test('empty texts, zero and false are values', () => {
  expect(valuesOf({ a: '', b: 0, c: false })).toEqual({
    a: [{ element: 0, value: '' }],
    b: [{ element: 0, value: 0 }],
    c: [{ element: 0, value: false }],
  });
});

test('elements are counted, and their sub-attributes are of one element', () => {
  const resource = {
    emails: [
      { value: 'a', type: 'x' },
      { value: 'b', type: 'y' },
    ],
    skills: ['c', 'd'],
  };
  expect(valuesOf(resource)).toEqual({
    'emails.value': [
      { element: 0, value: 'a' },
      { element: 1, value: 'b' },
    ],
    'emails.type': [
      { element: 0, value: 'x' },
      { element: 1, value: 'y' },
    ],
    skills: [
      { element: 0, value: 'c' },
      { element: 1, value: 'd' },
    ],
  });
});

test.each([0, 1, 2])('the primary element comes first, wherever it stands: at %i', (place) => {
  const emails = ['a', 'b', 'c'].map((value, index) => ({ value, primary: index === place }));
  const others = ['a', 'b', 'c'].filter((_, index) => index !== place);
  expect(valuesOf({ emails })['emails.value']?.map(({ value }) => value)).toEqual([
    ['a', 'b', 'c'][place],
    ...others,
  ]);
});
