import { expect, test } from 'vitest';
import { type Criteria, equals, everyone, identified } from '../../src/criteria/criteria.ts';
import { explainCriteria } from '../../src/criteria/explain-criteria.ts';
import type { Field } from '../../src/criteria/field.ts';

const team: Field = { path: 'profile.team', type: 'any', caseExact: false };
const values = new Map([
  ['id', [{ element: 0, value: '1' }]],
  [
    'profile.team',
    [
      { element: 0, value: 'QA' },
      { element: 1, value: 'Sales' },
    ],
  ],
]);
const qa = equals(team, 'qa');
const level: Criteria = { kind: 'present', field: { ...team, path: 'profile.level' } };

test('a comparison is shown with all values of its attribute', () => {
  expect(explainCriteria(values, qa)).toEqual({ criteria: qa, holds: true, values: ['QA', 'Sales'] });
});

test('a presence is shown with no value where there is none', () => {
  expect(explainCriteria(values, level)).toEqual({ criteria: level, holds: false, values: [] });
});

test('a negation is shown with what it negates', () => {
  const criteria: Criteria = { kind: 'not', of: level };
  expect(explainCriteria(values, criteria)).toEqual({
    criteria,
    holds: true,
    of: [{ criteria: level, holds: false, values: [] }],
  });
});

test.each([
  ['all', false],
  ['any', true],
] as const)('%s of several conditions is shown with each of them', (kind, holds) => {
  const criteria: Criteria = { kind, of: [qa, level] };
  expect(explainCriteria(values, criteria)).toEqual({
    criteria,
    holds,
    of: [
      { criteria: qa, holds: true, values: ['QA', 'Sales'] },
      { criteria: level, holds: false, values: [] },
    ],
  });
});

test('a list of ids is shown as such', () => {
  const criteria = identified(['1']);
  expect(explainCriteria(values, criteria)).toEqual({ criteria, holds: true });
  expect(explainCriteria(values, everyone)).toEqual({ criteria: everyone, holds: true, of: [] });
});
