import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MembershipStep, membershipChange } from '../../../src/domain/group/membership.ts';
import { type AgentId, agentId } from '../../../src/domain/shared/identifiers.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(agentId) as [AgentId, AgentId, AgentId, AgentId];
const change = (...steps: MembershipStep[]) => membershipChange(steps, new Set([a, b]));

test('adding and removing tell who joined and who left', () => {
  expect(change({ kind: 'add', ids: [c, d] })).toEqual({ joined: [c, d], left: [] });
  expect(change({ kind: 'remove', ids: [a] })).toEqual({ joined: [], left: [a] });
});

test('adding a member, and removing whom is none, changes nothing', () => {
  expect(change({ kind: 'add', ids: [a, b, a] }, { kind: 'remove', ids: [c] })).toEqual({
    joined: [],
    left: [],
  });
});

test('replacing keeps who is in both, and clearing leaves nobody', () => {
  expect(change({ kind: 'replace', ids: [b, c] })).toEqual({ joined: [c], left: [a] });
  expect(change({ kind: 'clear' })).toEqual({ joined: [], left: [a, b] });
});

test('steps are taken in order', () => {
  expect(change({ kind: 'remove', ids: [a] }, { kind: 'add', ids: [a] })).toEqual({ joined: [], left: [] });
  expect(change({ kind: 'add', ids: [c] }, { kind: 'remove', ids: [c] })).toEqual({ joined: [], left: [] });
  expect(change({ kind: 'clear' }, { kind: 'add', ids: [b, c] })).toEqual({ joined: [c], left: [a] });
});

test('to know only the members whom the steps name is enough, where none replaces or clears', () => {
  const id = fc.constantFrom(...Array.from({ length: 9 }, (_, index) => agentId(`a${index}`)));
  const step = fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), ids: fc.array(id) });
  fc.assert(
    fc.property(fc.array(step), fc.array(id), (steps, members) => {
      const named = new Set(steps.flatMap(({ ids }) => ids));
      const known = new Set(members.filter((member) => named.has(member)));
      expect(membershipChange(steps, known)).toEqual(membershipChange(steps, new Set(members)));
    }),
  );
});
