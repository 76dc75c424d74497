import fc from 'fast-check';
import { expect, test } from 'vitest';
import { all, type Criteria, equals, everyone, nobody } from '../../../src/criteria/criteria.ts';
import { agentFields } from '../../../src/domain/agent/agent-fields.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import {
  isAboutMember,
  type MembershipStep,
  MembershipSteps,
} from '../../../src/domain/group/membership-steps.ts';
import { type AgentId, agentId } from '../../../src/domain/shared/identifiers.ts';
import { finished } from '../../scim/finished.ts';
import { refusalOf } from '../../support/refusal.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(agentId) as [AgentId, AgentId, AgentId, AgentId];
const everybody = [a, b, c, d];
const named = (id: AgentId) => ({ id, userName: `${id}@example.com` });
const userNameIs = (id: AgentId) => equals(agentFields.userName, named(id).userName.toUpperCase());
const startsWith = (value: string): Criteria => ({
  ...{ kind: 'compare', field: agentFields.userName, operator: 'startsWith', value },
});

/** Who of a, b, c and d belongs after the steps to a group of a and b. */
function after(...given: MembershipStep[]): string {
  const steps = finished(MembershipSteps.of(given));
  return everybody.filter((id) => steps.leaveIn(named(id), id === a || id === b)).join('');
}

test.each<[string, string, ...MembershipStep[]]>([
  ['nothing changes', 'ab'],
  ['who is added joins', 'abcd', { kind: 'add', ids: [c, d] }],
  ['who is removed leaves', 'b', { kind: 'remove', ids: [a] }],
  ['a member is added', 'ab', { kind: 'add', ids: [a, b, a] }, { kind: 'remove', ids: [c] }],
  ['replacing keeps who is in both', 'bc', { kind: 'replace', ids: [b, c] }],
  ['clearing leaves nobody', '', { kind: 'clear' }],
  ['who is removed is added', 'ab', { kind: 'remove', ids: [a] }, { kind: 'add', ids: [a] }],
  ['who is added is removed', 'ab', { kind: 'add', ids: [c] }, { kind: 'remove', ids: [c] }],
  ['all leave before some are added', 'bc', { kind: 'clear' }, { kind: 'add', ids: [b, c] }],
  ['all leave after some were added', '', { kind: 'add', ids: [c] }, { kind: 'clear' }],
  ['a filter selects a member', 'b', { kind: 'removeWhere', criteria: userNameIs(a) }],
  [
    'a filter selects who was added before',
    'ab',
    { kind: 'add', ids: [c] },
    { kind: 'removeWhere', criteria: userNameIs(c) },
  ],
  [
    'a filter leaves alone who is added after it',
    'abc',
    { kind: 'removeWhere', criteria: startsWith('') },
    { kind: 'add', ids: [a, b, c] },
  ],
  [
    'a filter selects of the replacement',
    'd',
    { kind: 'replace', ids: [c, d] },
    { kind: 'removeWhere', criteria: userNameIs(c) },
  ],
])('where %s, %j belong', (_, expected, ...steps) => {
  expect(after(...steps)).toBe(expected);
});

test('one agent at a time comes out as all together do, step by step', () => {
  const ids = fc.array(fc.constantFrom(...everybody), { maxLength: 3 });
  const step: fc.Arbitrary<MembershipStep> = fc.oneof(
    fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), ids }),
    fc.record({ kind: fc.constant('replace' as const), ids }),
    fc.record({ kind: fc.constant('clear' as const) }),
    fc.record({
      kind: fc.constant('removeWhere' as const),
      criteria: fc.constantFrom(...everybody).map(userNameIs),
    }),
  );
  const together = (steps: readonly MembershipStep[]) => {
    let members = new Set([a, b]);
    for (const one of steps) {
      if (one.kind === 'replace' || one.kind === 'clear') members = new Set();
      if (one.kind === 'add' || one.kind === 'replace') for (const id of one.ids) members.add(id);
      if (one.kind === 'remove') for (const id of one.ids) members.delete(id);
      if (one.kind === 'removeWhere') {
        const { criteria } = one;
        members = new Set(
          [...members].filter((id) => JSON.stringify(userNameIs(id)) !== JSON.stringify(criteria)),
        );
      }
    }
    return [...members].sort().join('');
  };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      expect(after(...steps)).toBe(together(steps));
    }),
  );
});

test('filters are compared with members so often and no oftener', () => {
  const filters = 1000;
  const members = groupLimits.memberComparisonsPerChangeMax / filters;
  const steps = finished(
    MembershipSteps.of(
      Array.from({ length: filters }, () => ({ kind: 'removeWhere', criteria: startsWith('x') })),
    ),
  );
  const member = named(a);
  for (let asked = 0; asked < members; asked += 1) expect(steps.leaveIn(member, true)).toBe(true);
  const refusal = refusalOf(() => steps.leaveIn(member, true));
  expect(refusal).toMatchObject({ code: 'criteriaTooWide', details: { attribute: 'members' } });
  expect(refusal.message).toContain(`more than ${groupLimits.memberComparisonsPerChangeMax} times`);
});

test.each<[string, Criteria, number]>([
  ['asks two questions is compared twice', all(startsWith('x'), startsWith('y')), 2],
  ['asks none is compared once', nobody, 1],
])('a filter that %s with each member', (_, criteria, comparisons) => {
  const filters = 1000;
  const members = groupLimits.memberComparisonsPerChangeMax / filters / comparisons;
  const steps = finished(
    MembershipSteps.of(Array.from({ length: filters }, () => ({ kind: 'removeWhere', criteria }))),
  );
  for (let asked = 0; asked < members; asked += 1) expect(steps.leaveIn(named(a), true)).toBe(true);
  expect(refusalOf(() => steps.leaveIn(named(a), true)).code).toBe('criteriaTooWide');
});

test('a filter may select by id', () => {
  expect(after({ kind: 'removeWhere', criteria: equals(agentFields.id, b) })).toBe('a');
});

test.each<[Criteria, boolean]>([
  [equals(agentFields.id, a), true],
  [userNameIs(a), true],
  [all(userNameIs(a), equals(agentFields.id, a)), true],
  [everyone, true],
  [equals(agentFields.groupId, 'g'), false],
  [all(userNameIs(a), equals(agentFields.groupId, 'g')), false],
])('a member has what these criteria ask about, %j: %s', (criteria, expected) => {
  expect(isAboutMember(criteria)).toBe(expected);
});

test.each<[MembershipStep[], AgentId[], AgentId[], boolean]>([
  [[], [], [], false],
  [[{ kind: 'add', ids: [a] }], [a], [a], false],
  [[{ kind: 'remove', ids: [a] }], [a], [], false],
  [[{ kind: 'replace', ids: [a, b] }], [a, b], [a, b], true],
  [[{ kind: 'clear' }], [], [], true],
  [[{ kind: 'removeWhere', criteria: userNameIs(a) }], [], [], true],
  [
    [
      { kind: 'add', ids: [a] },
      { kind: 'remove', ids: [a, c] },
    ],
    [a, c],
    [a],
    false,
  ],
])('%j name and concern', (given, whom, added, concernsUnnamed) => {
  const steps = finished(MembershipSteps.of(given));
  expect([...steps.named]).toEqual(whom);
  expect([...steps.added]).toEqual(added);
  expect(steps.concernsUnnamed).toBe(concernsUnnamed);
});
