import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ListPage, ListPosition } from '../../src/application/ports/list-page.ts';
import { compareTexts } from '../../src/criteria/compare-texts.ts';
import type { ComparisonOperator, Criteria } from '../../src/criteria/criteria.ts';
import { equals } from '../../src/criteria/criteria.ts';
import type { Field, Scalar } from '../../src/criteria/field.ts';
import { foldCase } from '../../src/criteria/fold-case.ts';
import { matchCriteria } from '../../src/criteria/match-criteria.ts';
import { groupFields } from '../../src/domain/group/group-fields.ts';
import type { GroupView } from '../../src/domain/group/group-view.ts';
import { treeOf } from '../support/criteria.ts';
import { onEachDatabase } from '../support/databases.ts';
import { groupValues } from '../support/group-values.ts';
import { stageOn } from '../support/open-storage.ts';
import { idsOf, StoredGroups } from '../support/stored-groups.ts';

const names = [
  'Support',
  'support ',
  'Süd',
  'ß',
  'ΟΔΟΣ',
  'οδοσα',
  'E\u0301a',
  'b\0',
  'a\0b',
  'a ',
  'a',
  'A_b',
  'a%',
  'İ',
  '𝒛',
  '5',
  '2026-11-23',
  'zz',
  'é',
  'e\u0301x',
];
const externalIds = [undefined, '00g1', '00G1', '', 'x'];
const version: Field = {
  path: 'meta.version',
  type: 'text',
  caseExact: true,
  affixes: { before: 'W/"', after: '"' },
};
const unknown: Field = { path: 'members.nickName', type: 'text', caseExact: false };
const groupIdOf = ({ group }: GroupView) => group.state.id;

onEachDatabase('a list of groups', (product) => {
  const stage = stageOn(product);

  async function sample() {
    const stored = await StoredGroups.on(stage().storage);
    const agents = await stored.provisionMany(4);
    const views: GroupView[] = [];
    for (const [index, displayName] of names.entries()) {
      const members = agents.filter((_, bit) => (index & (1 << bit)) !== 0);
      const group = await stored.create({ displayName, externalId: externalIds[index % 5] }, ...members);
      if (index % 4 === 0) await stored.step(group, 'remove', ...members.slice(0, 1));
      views.push(await stored.read(group));
    }
    return { stored, agents, views };
  }

  function anyCriteria(agents: Awaited<ReturnType<typeof sample>>['agents'], views: readonly GroupView[]) {
    const texts = fc.constantFrom<Scalar>(
      ...names,
      ...['', 'S', 's', '2026', '2026-11-23T12:30:00Z', 'W/"1"', 'W/"2"', 'W/', '"'],
      ...idsOf(agents),
      ...agents.map(({ state }) => state.userName.toUpperCase()),
      ...views.map(groupIdOf),
      ...externalIds.filter((id) => id !== undefined),
    );
    const textFields = fc.constantFrom(
      ...[groupFields.id, groupFields.displayName, groupFields.externalId, version, unknown],
      ...[groupFields.memberId, groupFields.memberName],
    );
    const operators = ['equals', 'greater', 'greaterOrEqual', 'less', 'lessOrEqual'] as const;
    const operator: fc.Arbitrary<ComparisonOperator> = fc.constantFrom(
      ...[...operators, 'contains' as const, 'startsWith' as const, 'endsWith' as const],
    );
    const kind = fc.constant('compare' as const);
    const leaf: fc.Arbitrary<Criteria> = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind, field: textFields, operator, value: texts }) },
      fc.record({
        kind,
        field: fc.constantFrom(groupFields.created, groupFields.lastModified),
        operator: fc.constantFrom(...operators),
        value: texts,
      }),
      textFields.map((field): Criteria => ({ kind: 'present', field })),
    );
    const memberLeaf: fc.Arbitrary<Criteria> = fc.record({
      kind,
      field: fc.constantFrom(groupFields.memberId, groupFields.memberName, unknown),
      operator,
      value: texts,
    });
    const element = treeOf(memberLeaf, 2).map((of): Criteria => ({ kind: 'element', path: 'members', of }));
    return treeOf(fc.oneof({ weight: 4, arbitrary: leaf }, element), 3);
  }

  test('holds those that the criteria match in memory, with their members, and no others', async () => {
    const { stored, agents, views } = await sample();
    await fc.assert(
      fc.asyncProperty(anyCriteria(agents, views), async (criteria) => {
        const page = await stored.application.listGroups(stored.caller, { criteria, withMembers: true });
        const expected = views.filter((view) => matchCriteria(groupValues(view), criteria));
        expect(page.resources.map(groupIdOf)).toEqual(expected.map(groupIdOf));
        expect(page.resources).toEqual(expected);
        expect(page.total).toBe(expected.length);
      }),
      { numRuns: 300 },
    );
  });

  test('leaves the members out unless they are asked for', async () => {
    const { stored, views } = await sample();
    const { resources } = await stored.application.listGroups(stored.caller, {});
    expect(resources).toEqual(views.map(({ group }) => ({ group })));
  });

  test('is sorted by name regardless of letter case, and walked through in that order', async () => {
    const { stored, views } = await sample();
    const ordering = { field: groupFields.displayName, descending: false };
    const whole = (await stored.application.listGroups(stored.caller, { ordering })).resources.map(groupIdOf);
    const key = (view: GroupView) => foldCase(view.group.state.displayName);
    const byName = [...views].sort((left, right) => compareTexts(key(left), key(right)));
    expect(whole).toEqual(byName.map(groupIdOf));
    const descending = { field: groupFields.displayName, descending: true };
    const reversed = await stored.application.listGroups(stored.caller, { ordering: descending });
    expect(reversed.resources.map(groupIdOf)).toEqual(whole.toReversed());
    const walked: string[] = [];
    let from: ListPosition | 'beginning' | undefined = 'beginning';
    while (from !== undefined) {
      const page: ListPage<GroupView> = await stored.application.listGroups(stored.caller, {
        ordering,
        from,
        limit: 4,
        withTotal: false,
      });
      walked.push(...page.resources.map(groupIdOf));
      from = page.next;
    }
    expect(walked).toEqual(whole);
  });

  test('finds the groups of one member, and the group that has a name', async () => {
    const { stored, agents, views } = await sample();
    const find = async (criteria: Criteria) =>
      (await stored.application.listGroups(stored.caller, { criteria })).resources.map(groupIdOf);
    const [agent] = idsOf(agents);
    const theirs = views.filter(({ members = [] }) => members.some(({ id }) => id === agent)).map(groupIdOf);
    expect(theirs.length).toBeGreaterThan(1);
    expect(await find(equals(groupFields.memberId, agent ?? ''))).toEqual(theirs);
    const support = views.filter(({ group }) => group.state.displayName === 'Support').map(groupIdOf);
    expect(await find(equals(groupFields.displayName, 'SUPPORT'))).toEqual(support);
  });
});
