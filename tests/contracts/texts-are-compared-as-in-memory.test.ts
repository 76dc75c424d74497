import { expect, test } from 'vitest';
import type { ListPosition, ListQuery } from '../../src/application/ports/list-page.ts';
import { compareTexts } from '../../src/criteria/compare-texts.ts';
import { type ComparisonOperator, not } from '../../src/criteria/criteria.ts';
import type { Field } from '../../src/criteria/field.ts';
import { foldCase } from '../../src/criteria/fold-case.ts';
import { matchCriteria } from '../../src/criteria/match-criteria.ts';
import type { Agent } from '../../src/domain/agent/agent.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { agentValues } from '../../src/domain/agent/agent-values.ts';
import { hasMoreCodePoints } from '../../src/domain/shared/character-count.ts';
import { confusableTexts } from '../support/criteria.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { provisioning, StoredAgents } from '../support/stored-agents.ts';

const title: Field = { path: 'title', type: 'text', caseExact: false };
const operators: readonly ComparisonOperator[] = [
  ...(['equals', 'contains', 'startsWith', 'endsWith'] as const),
  ...(['greater', 'greaterOrEqual', 'less', 'lessOrEqual'] as const),
];
const fitsExternalId = (text: string): boolean => !hasMoreCodePoints(text, 255);
const idOf = ({ state }: Agent): string => state.id;

onEachDatabase('texts that databases like to confuse', (product) => {
  const stage = stageOn(product);

  /** Agents of whom each has one of the texts, in the order of the ids. */
  async function oneForEach(texts: readonly string[]): Promise<{ stored: StoredAgents; agents: Agent[] }> {
    const stored = new StoredAgents(stage().storage);
    const agents = texts.map((text) => {
      const externalId = fitsExternalId(text) ? text : undefined;
      return provisioning(stored.caller, {
        externalId,
        directory: { title: text, photos: [{ value: text }] },
      });
    });
    await stored.open.unitOfWork.transact(stored.caller, (scope) => scope.agents.storeProvisioned(agents));
    return { stored, agents: agents.map(({ state }) => state) };
  }

  test.each([
    ['values of the index', title],
    ['a column', agentFields.externalId],
    ['values whose letter case counts', { ...title, path: 'photos.value', caseExact: true }],
  ])('are compared as in memory, as %s', async (_, field) => {
    const { stored, agents } = await oneForEach(confusableTexts);
    for (const value of confusableTexts) {
      for (const operator of operators) {
        const holds = { kind: 'compare', field, operator, value } as const;
        for (const criteria of [holds, not(holds)]) {
          const { resources } = await stored.list({ criteria });
          const expected = agents.filter((agent) => matchCriteria(agentValues({ agent }), criteria));
          const found = resources.map(({ agent }) => idOf(agent));
          expect({ operator, value, found }).toEqual({ operator, value, found: expected.map(idOf) });
        }
      }
    }
  });

  test('are sorted as they are written where letter case counts', async () => {
    const { stored, agents } = await oneForEach(['b', 'B', 'a', 'C']);
    const field: Field = { path: 'photos.value', type: 'text', caseExact: true };
    const { resources } = await stored.list({ ordering: { field, descending: false } });
    const order = [1, 3, 2, 0].map((index) => agents[index]?.state.id);
    expect(resources.map(({ agent }) => idOf(agent))).toEqual(order);
  });

  const long = 'long'.repeat(50);
  const beginningAlike = [
    'c',
    'A',
    '',
    'b\0',
    'b',
    'a',
    'b ',
    'B',
    'ä',
    `${long}y`,
    `${long}X`,
    'a',
    'c',
    '\u{1F600}',
  ];

  test.each([
    ['as they are', confusableTexts],
    ['that begin alike beyond what an index holds', beginningAlike.map((end) => long.slice(0, 199) + end)],
    [
      'that differ in the last of all characters that they can have',
      ['b', 'C', 'a'].map((end) => '\u{1F600}'.repeat(32_767) + end),
    ],
    ['of which some do', ['b', ...beginningAlike.map((end) => long + end), 'z', 'long', 'm', 'M']],
  ])('are sorted by the whole of them, %s', async (_, texts) => {
    const { stored, agents } = await oneForEach(texts);
    const textOf = ({ state }: Agent): string => foldCase(String(state.directory.title));
    const expected = [...agents]
      .sort(
        (left, right) => compareTexts(textOf(left), textOf(right)) || compareTexts(idOf(left), idOf(right)),
      )
      .map(idOf);
    for (const descending of [false, true]) {
      const inOrder = descending ? expected.toReversed() : expected;
      for (const limit of [1, 2, 3, 5, 100]) {
        const query = { ordering: { field: title, descending }, limit };
        expect(await walk(stored, query)).toEqual(inOrder);
        expect(await byNumber(stored, query, texts.length)).toEqual(inOrder);
      }
    }
  });

  async function walk(stored: StoredAgents, query: Partial<ListQuery>): Promise<string[]> {
    const ids: string[] = [];
    let from: ListPosition | 'beginning' | undefined = 'beginning';
    while (from !== undefined) {
      const page = await stored.list({ ...query, from, withTotal: false });
      ids.push(...page.resources.map(({ agent }) => idOf(agent)));
      from = page.next;
    }
    return ids;
  }

  async function byNumber(
    stored: StoredAgents,
    query: Partial<ListQuery> & { limit: number },
    count: number,
  ): Promise<string[]> {
    const ids: string[] = [];
    for (let from = 0; from < count; from += query.limit) {
      const page = await stored.list({ ...query, from, withTotal: false });
      ids.push(...page.resources.map(({ agent }) => idOf(agent)));
    }
    return ids;
  }
});
