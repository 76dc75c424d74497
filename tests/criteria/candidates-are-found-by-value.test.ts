import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addValues, type ElementValue } from '../../src/criteria/attribute-values.ts';
import { type ComparisonOperator, type Criteria, equals, everyone } from '../../src/criteria/criteria.ts';
import { CriteriaIndex } from '../../src/criteria/criteria-index.ts';
import type { Field, Scalar } from '../../src/criteria/field.ts';
import type { JsonObject } from '../../src/criteria/json.ts';
import { matchCriteria } from '../../src/criteria/match-criteria.ts';
import { agentValues } from '../../src/domain/agent/agent-values.ts';
import { provisioned } from '../support/agents.ts';
import { anyCriteria, anyDescription } from '../support/criteria.ts';

const text = (path: string): Field => ({ path, type: 'text', caseExact: false });
const title = text('title');
const compare = (field: Field, operator: ComparisonOperator, value: Scalar): Criteria => ({
  kind: 'compare',
  field,
  operator,
  value,
});
const valuesOf = (resource: JsonObject) => {
  const values = new Map<string, ElementValue[]>();
  addValues(values, resource);
  return values;
};

/** The names of those criteria that the index finds for the resource. */
function found(criteria: Readonly<Record<string, Criteria>>, resource: JsonObject): string[] {
  const index = new CriteriaIndex<string>();
  for (const [name, each] of Object.entries(criteria)) expect(index.add(each, name)).toBe(true);
  return [...index.candidates(valuesOf(resource))];
}

test('criteria are found by the value that they demand, whatever its letter case', () => {
  const criteria = {
    qa: equals(title, 'QA'),
    billing: equals(title, 'Billing'),
    team: equals(text('team'), 'QA'),
  };
  expect(found(criteria, { title: 'qa' })).toEqual(['qa']);
  expect(found(criteria, { title: 'Sales' })).toEqual([]);
  expect(found(criteria, {})).toEqual([]);
});

test('several criteria may demand the same value', () => {
  expect(found({ one: equals(title, 'QA'), two: equals(title, 'qa') }, { title: 'QA' })).toEqual([
    'one',
    'two',
  ]);
});

test('fields that tell letter case apart are looked up apart', () => {
  const exact = equals({ ...title, caseExact: true }, 'QA');
  expect(found({ exact, folded: equals(title, 'QA') }, { title: 'qa' })).toEqual(['folded']);
});

test('criteria are found by a prefix that they demand', () => {
  const criteria = {
    short: compare(title, 'startsWith', 'Q'),
    long: compare(title, 'startsWith', 'qa '),
    other: compare(title, 'startsWith', 'B'),
    whole: equals(title, 'q'),
  };
  expect(found(criteria, { title: 'QA lead' })).toEqual(['short', 'long']);
});

test('numbers are looked up as well, and have no prefix', () => {
  const level: Field = { path: 'level', type: 'any', caseExact: false };
  const criteria = { three: equals(level, 3), digit: compare(level, 'startsWith', '3') };
  expect(found(criteria, { level: 3 })).toEqual(['three']);
  expect(found(criteria, { level: '3' })).toEqual(['digit']);
});

test('what compares with a value of another type than the field has is never found', () => {
  const level: Field = { path: 'level', type: 'number', caseExact: false };
  expect(found({ text: equals(level, '3') }, { level: 3 })).toEqual([]);
});

test('of a conjunction one part that can be looked up is enough', () => {
  const criteria: Criteria = {
    kind: 'all',
    of: [{ kind: 'present', field: text('team') }, equals(title, 'QA')],
  };
  expect(found({ criteria }, { title: 'QA' })).toEqual(['criteria']);
  expect(found({ criteria }, { team: 'QA' })).toEqual([]);
});

test('of a disjunction every part is looked up', () => {
  const criteria: Criteria = { kind: 'any', of: [equals(title, 'QA'), equals(text('team'), 'QA')] };
  expect(found({ criteria }, { title: 'QA' })).toEqual(['criteria']);
  expect(found({ criteria }, { team: 'QA' })).toEqual(['criteria']);
  expect(found({ criteria }, { team: 'QA', title: 'QA' })).toEqual(['criteria']);
});

test.each<[string, Criteria]>([
  ['everyone', everyone],
  ['a presence', { kind: 'present', field: title }],
  ['a negation', { kind: 'not', of: equals(title, 'QA') }],
  ['a text within another', compare(title, 'contains', 'QA')],
  ['an order', compare(title, 'greater', 'QA')],
  ['a boolean', equals({ path: 'active', type: 'boolean', caseExact: false }, true)],
  ['what is shown only', equals({ ...title, affixes: { before: 'x', after: '' } }, 'xQA')],
  ['a prefix that is no text', compare(title, 'startsWith', 3)],
  ['this or everyone', { kind: 'any', of: [equals(title, 'QA'), everyone] }],
])('criteria for %s cannot be looked up', (_, criteria) => {
  const index = new CriteriaIndex<string>();
  expect(index.add(criteria, 'x')).toBe(false);
  expect(index.candidates(valuesOf({ title: 'QA', active: true }))).toEqual(new Set());
});

test('whatever holds for somebody is found for them', () => {
  fc.assert(
    fc.property(anyDescription, anyCriteria, (description, criteria) => {
      const index = new CriteriaIndex<string>();
      const values = agentValues({ agent: provisioned(description), groups: [] });
      const isFound = !index.add(criteria, 'x') || index.candidates(values).has('x');
      expect(isFound || !matchCriteria(values, criteria)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
