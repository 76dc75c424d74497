import { expect, test } from 'vitest';
import { patchedResource, requestedOperations } from '../../../src/adapters/koa-scim/client-requests.ts';
import { splitMemberOperations } from '../../../src/adapters/koa-scim/groups/member-operations.ts';
import { groupTypes } from '../../../src/adapters/koa-scim/schemas/group-types.ts';
import { criteriaPredicate } from '../../../src/criteria/match-criteria.ts';
import { isAboutMember } from '../../../src/domain/group/membership-steps.ts';
import { finished } from '../../scim/finished.ts';
import { refusalText } from '../../scim/scim-refusal.ts';
import { groupSchema, patchOf } from '../../support/scim-client.ts';

const split = (...operations: object[]) =>
  finished(
    splitMemberOperations(
      groupTypes.agents,
      finished(requestedOperations(groupTypes.agents, patchOf(...operations))),
      'https://rollcall.example/scim/v2',
    ),
  );

test.each<[string, object, object]>([
  ['an addition', { op: 'add', path: 'members', value: [{ value: 'a' }] }, { kind: 'add', ids: ['a'] }],
  ['a lone member', { op: 'add', path: 'members', value: { value: 'a' } }, { kind: 'add', ids: ['a'] }],
  [
    'plain texts, each once',
    { op: 'add', path: 'MEMBERS', value: ['a', 'b', 'a'] },
    { kind: 'add', ids: ['a', 'b'] },
  ],
  ['a number', { op: 'add', path: 'members', value: 5 }, { kind: 'add', ids: ['5'] }],
  ['a replacement', { op: 'replace', path: 'members', value: [] }, { kind: 'replace', ids: [] }],
  ['a removal of all', { op: 'remove', path: 'members' }, { kind: 'clear' }],
  [
    'a removal by value list',
    { op: 'remove', path: 'members', value: [{ value: 'a' }] },
    { kind: 'remove', ids: ['a'] },
  ],
  ['a removal by filter', { op: 'remove', path: 'members[value eq "a"]' }, { kind: 'remove', ids: ['a'] }],
  [
    'a removal of several by filter',
    { op: 'remove', path: 'members[value eq "a" or VALUE eq "b"]' },
    { kind: 'remove', ids: ['a', 'b'] },
  ],
  [
    'members without a path',
    { op: 'add', value: { Members: [{ value: 'a' }] } },
    { kind: 'add', ids: ['a'] },
  ],
])('%s', (_, operation, step) => {
  expect(split(operation)).toEqual({ others: [], membership: [step] });
});

test.each([
  ['display sw "A"', true],
  ['display eq "ADA@example.com"', true],
  ['display sw "g"', false],
  ['value sw "a-"', true],
  ['not (value eq "a-1")', false],
  ['value pr and display pr', true],
  ['type eq "user"', true],
  ['type eq "Group"', false],
  ['type pr', true],
  ['$ref eq "https://rollcall.example/scim/v2/Users/a-1"', true],
  ['$ref ew "/a-2"', false],
  ['$ref pr', true],
])('members[%s] stays a filter, about the id and userName of an agent', (filter, holds) => {
  const { membership } = split({ op: 'remove', path: `members[${filter}]` });
  expect(membership).toEqual([{ kind: 'removeWhere', criteria: expect.any(Object) }]);
  const [step] = membership;
  if (step?.kind !== 'removeWhere') return;
  expect(isAboutMember(step.criteria)).toBe(true);
  const values = new Map(
    Object.entries({ id: 'a-1', userName: 'ada@example.com' }).map(([path, value]) => [
      path,
      [{ element: 0, value }],
    ]),
  );
  expect(criteriaPredicate(step.criteria)(values)).toBe(holds);
});

test('what does not concern members is left for the group, in order', () => {
  const rename = { op: 'replace', value: { id: 'g', displayName: 'X' } } as const;
  const external = { op: 'replace', path: 'externalId', value: 'e' } as const;
  const both = { op: 'replace', value: { displayName: 'Y', members: [{ value: 'a' }] } } as const;
  expect(split(rename, external, both)).toMatchObject({
    others: [
      { index: 0, ...rename },
      { index: 1, op: 'replace', path: { attribute: 'externalId' }, value: 'e' },
      { index: 2, op: 'replace', value: { displayName: 'Y' } },
    ],
    membership: [{ kind: 'replace', ids: ['a'] }],
  });
});

test('what is left for the group keeps its place in the request', () => {
  const { others } = split(
    { op: 'add', path: 'members', value: [] },
    { op: 'replace', path: 'displayName', value: { a: 7 } },
  );
  const group = { schemas: [groupSchema], displayName: 'Care' };

  expect(refusalText(() => finished(patchedResource(groupTypes.agents, group, others)))).toContain(
    'Operations[1]: "displayName" must be a string',
  );
});

test.each<[string, object, string]>([
  [
    'a change of a sub-attribute',
    { op: 'replace', path: 'members[value eq "a"].display', value: 'x' },
    '400 mutability',
  ],
  [
    'a change of a selected member',
    { op: 'replace', path: 'members[value eq "a"]', value: { value: 'b' } },
    '400 mutability',
  ],
  [
    'a member without a value',
    { op: 'add', path: 'members', value: [{ display: 'a' }] },
    '400 invalidValue "Operations[0].value[0]"',
  ],
  ['a member that is a boolean', { op: 'add', path: 'members', value: [true] }, '400 invalidValue'],
  ['a group by type', { op: 'add', path: 'members', value: [{ value: 'g', type: 'group' }] }, 'is a group'],
  [
    'a group by address',
    { op: 'add', path: 'members', value: [{ value: 'g', $ref: 'https://x.example/Groups/g' }] },
    'is a group',
  ],
  ['a filter on what is unknown', { op: 'remove', path: 'members[city eq "x"]' }, '400 invalidFilter'],
  ['an unknown path', { op: 'add', path: 'memberz', value: [] }, '400 invalidPath'],
])('%s is refused', (_, operation, expected) => {
  expect(refusalText(() => split(operation))).toContain(expected);
});
