import { expect, test } from 'vitest';
import { identified } from '../../src/criteria/criteria.ts';
import { criteriaProblem, fieldProblem } from '../../src/criteria/criteria-problem.ts';
import type { Field } from '../../src/criteria/field.ts';

const field: Field = { path: 'title', type: 'text', caseExact: false };
const comparison = { kind: 'compare', field, operator: 'equals', value: 'QA' };
const nested = (levels: number): unknown => {
  let criteria: unknown = { kind: 'present', field };
  for (let level = 1; level < levels; level++) criteria = { kind: 'not', of: criteria };
  return criteria;
};

test.each([
  'equals',
  'contains',
  'startsWith',
  'endsWith',
  'greater',
  'greaterOrEqual',
  'less',
  'lessOrEqual',
])('a comparison by %s is one', (operator) => {
  expect(criteriaProblem({ ...comparison, operator })).toBeUndefined();
});

test.each(['text', 'number', 'boolean', 'instant', 'any'])('a field may be of type %s', (type) => {
  expect(fieldProblem({ ...field, type })).toBeUndefined();
});

test.each<[string, unknown]>([
  ['a presence', { kind: 'present', field }],
  ['an element', { kind: 'element', path: 'emails', of: comparison }],
  ['a list of ids', identified(['1', '2'])],
  ['a negation', { kind: 'not', of: comparison }],
  ['a conjunction', { kind: 'all', of: [comparison, comparison] }],
  ['a disjunction of nothing', { kind: 'any', of: [] }],
  ['a comparison with a boolean', { ...comparison, value: false }],
  ['a comparison with zero', { ...comparison, value: 0 }],
  [
    'a comparison of what is shown',
    { ...comparison, field: { ...field, affixes: { before: 'a', after: '' } } },
  ],
])('%s is criteria', (_, criteria) => {
  expect(criteriaProblem(criteria)).toBeUndefined();
});

const noField = 'names what is no field';
const noScalar = 'compares with what is no text, number or boolean';
test.each<[string, unknown, string]>([
  ['nothing', undefined, 'must be criteria'],
  ['a list', [comparison], 'must be criteria'],
  ['a kind that there is not', { kind: 'some', of: [] }, 'has a part of no known kind'],
  ['a presence of nothing', { kind: 'present' }, noField],
  ['a comparison of nothing', { ...comparison, field: undefined }, noField],
  ['a comparison by nothing', { ...comparison, operator: 'like' }, 'has a comparison of no known kind'],
  ['a comparison with null', { ...comparison, value: null }, noScalar],
  ['a comparison with a number without end', { ...comparison, value: Number.POSITIVE_INFINITY }, noScalar],
  ['a comparison with half a character', { ...comparison, value: '\ud800' }, noScalar],
  ['an element without a path', { kind: 'element', of: comparison }, 'has a part without a path'],
  ['an element of nothing', { kind: 'element', path: 'emails' }, 'must be criteria'],
  ['ids that are no list', { kind: 'identified', ids: '1' }, 'names no list of at most 1000 ids'],
  ['ids of which one is no text', { kind: 'identified', ids: ['1', 2] }, 'names no list of at most 1000 ids'],
  ['a negation of nothing', { kind: 'not' }, 'must be criteria'],
  ['a conjunction of no list', { kind: 'all', of: comparison }, 'has a part without a list of parts'],
  ['a disjunction with a wrong part', { kind: 'any', of: [comparison, {}] }, 'has a part of no known kind'],
])('%s is refused', (_, criteria, problem) => {
  expect(criteriaProblem(criteria)).toBe(problem);
});

test.each<[string, object]>([
  ['no path', { path: undefined }],
  ['a type that there is not', { type: 'date' }],
  ['nothing about letter case', { caseExact: undefined }],
  ['affixes that are none', { affixes: 'x' }],
  ['nothing before', { affixes: { after: '' } }],
  ['nothing after', { affixes: { before: '' } }],
])('what has %s is no field', (_, change) => {
  expect(fieldProblem({ ...field, ...change })).toBe(noField);
});

test('a field is an object', () => {
  expect(fieldProblem('title')).toBe(noField);
});

test.each<[string, (size: number) => unknown, number, string]>([
  ['levels', nested, 32, 'is nested more than 32 levels deep'],
  [
    'levels of elements',
    (size) => ({ kind: 'element', path: 'emails', of: nested(size - 1) }),
    32,
    'is nested more than 32 levels deep',
  ],
  [
    'levels in a list',
    (size) => ({ kind: 'all', of: [nested(size - 1)] }),
    32,
    'is nested more than 32 levels deep',
  ],
  [
    'parts',
    (size) => ({ kind: 'any', of: Array(size - 1).fill(comparison) }),
    1000,
    'has more than 1000 parts',
  ],
  ['ids', (size) => identified(Array(size).fill('1')), 1000, 'names no list of at most 1000 ids'],
  ['characters of an id', (size) => identified(['x'.repeat(size)]), 320, 'names no list of at most 1000 ids'],
  ['characters of a text', (size) => ({ ...comparison, value: 'x'.repeat(size) }), 32_768, noScalar],
  [
    'characters of a path',
    (size) => ({ kind: 'present', field: { ...field, path: 'x'.repeat(size) } }),
    320,
    noField,
  ],
  [
    "characters of an element's path",
    (size) => ({ kind: 'element', path: 'x'.repeat(size), of: comparison }),
    320,
    'has a part without a path',
  ],
  [
    'characters before what is shown',
    (size) => ({ kind: 'present', field: { ...field, affixes: { before: 'x'.repeat(size), after: '' } } }),
    32_768,
    noField,
  ],
])('as many %s are taken as are allowed, and no more', (_, make, max, problem) => {
  expect(criteriaProblem(make(max - 1))).toBeUndefined();
  expect(criteriaProblem(make(max))).toBeUndefined();
  expect(criteriaProblem(make(max + 1))).toBe(problem);
});
