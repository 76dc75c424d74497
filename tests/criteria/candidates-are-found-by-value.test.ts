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

test('criteria are found by a text that they demand at the end of a value, or anywhere in it', () => {
  const criteria = {
    end: compare(title, 'endsWith', 'LEAD'),
    beginningAtTheEnd: compare(title, 'endsWith', 'qa'),
    within: compare(title, 'contains', 'a l'),
    beginning: compare(title, 'contains', 'Q'),
    whole: compare(title, 'contains', 'qa lead'),
    longer: compare(title, 'contains', 'qa leads'),
  };
  expect(found(criteria, { title: 'QA lead' }).sort()).toEqual(['beginning', 'end', 'whole', 'within']);
});

test('a text that stands in a value twice is found once', () => {
  expect(found({ once: compare(title, 'contains', 'an') }, { title: 'Banana' })).toEqual(['once']);
});

test.each([31, 32, 33, 500])('a text of %d characters is found', (length) => {
  const demanded = `${'x'.padEnd(length - 1, 'o')}y`;
  const criteria = {
    start: compare(title, 'startsWith', demanded),
    end: compare(title, 'endsWith', demanded),
    within: compare(title, 'contains', demanded),
  };
  expect(found(criteria, { title: demanded })).toEqual(['start', 'end', 'within']);
  expect(found(criteria, { title: `${demanded}-` })).toContain('start');
  expect(found(criteria, { title: `-${demanded}` })).toContain('end');
  expect(found(criteria, { title: `-${demanded}-` })).toContain('within');
});

test('of few criteria about texts anywhere in a long value, each may hold', () => {
  const criteria = {
    there: compare(title, 'contains', 'lead'),
    missing: compare(title, 'contains', 'support'),
  };
  expect(found(criteria, { title: `${'.'.repeat(12)}lead` })).toEqual(['there']);
  expect(found(criteria, { title: `${'.'.repeat(13)}lead` })).toEqual(['there', 'missing']);
});

test('criteria about an element of a list are found by what they demand of it', () => {
  const ofEmails = (...of: Criteria[]): Criteria => ({
    kind: 'element',
    path: 'emails',
    of: { kind: 'all', of },
  });
  const criteria = {
    work: ofEmails(
      compare(text('emails.value'), 'endsWith', '@a.example'),
      equals(text('emails.type'), 'work'),
    ),
    home: ofEmails(equals(text('emails.type'), 'home')),
  };
  expect(found(criteria, { emails: [{ type: 'work', value: 'ada@b.example' }] })).toEqual(['work']);
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
  ['the empty text within another', compare(title, 'contains', '')],
  [
    'an element without something',
    { kind: 'element', path: 'emails', of: { kind: 'not', of: equals(title, 'QA') } },
  ],
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
