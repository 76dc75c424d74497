import { beforeAll, describe, expect, test } from 'vitest';
import type { Listing } from '../../../src/application/listing/listing.ts';
import type { ListPosition } from '../../../src/application/ports/list-page.ts';
import { equals, everyone } from '../../../src/criteria/criteria.ts';
import { agentFields } from '../../../src/domain/agent/agent-fields.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { idsOf, StoredGroups } from '../../support/stored-groups.ts';

const stage = stageOn(sqlite);
let stored: StoredGroups;
let ids: readonly string[];
beforeAll(async () => {
  stored = await StoredGroups.on(stage().storage);
  ids = idsOf(await stored.provisionMany(5));
});

const list = (listing: unknown) => stored.application.listAgents(stored.caller, listing as Listing);
const idsIn = async (listing: unknown) => (await list(listing)).resources.map(({ agent }) => agent.state.id);

test('at a number, at the beginning, or behind a resource; where nothing is said, at the first', async () => {
  expect(await idsIn({})).toEqual(ids);
  expect(await idsIn({ from: 0 })).toEqual(ids);
  expect(await idsIn({ from: 1, limit: 2 })).toEqual(ids.slice(1, 3));
  expect(await idsIn({ from: 5 })).toEqual([]);
  expect(await idsIn({ from: 'beginning' })).toEqual(ids);
  expect(await idsIn({ from: { id: ids[1] } })).toEqual(ids.slice(2));
  expect(await idsIn({ from: { id: ids[1], key: undefined } })).toEqual(ids.slice(2));
});

test.each([
  ['unsorted', undefined],
  ['by what all have', { field: agentFields.userName, descending: true }],
  ['by what nobody has', { field: agentFields.externalId, descending: false }],
])('a walk %s meets each once, page by page', async (_, ordering) => {
  const met: string[] = [];
  let from: ListPosition | 'beginning' | undefined = 'beginning';
  for (let page = 1; from !== undefined && page <= 3; page++) {
    const { resources, next } = await list({ from, ordering, limit: 2 });
    met.push(...resources.map(({ agent }) => agent.state.id));
    from = next;
  }
  expect(from).toBeUndefined();
  expect(met.toSorted()).toEqual(ids);
});

describe('what is no place, order or condition is refused', () => {
  const text = (characters: number) => 'x'.repeat(characters);
  const field = agentFields.userName;
  const place = 'must be a number, "beginning", or "next" of the page before';
  const order = 'must be an object with a "field" and whether it is "descending"';
  test.each<[unknown, string, string]>([
    [{ from: -1 }, 'from', place],
    [{ from: 0.5 }, 'from', place],
    [{ from: '0' }, 'from', place],
    [{ from: 'end' }, 'from', place],
    [{ from: null }, 'from', place],
    [{ from: {} }, 'from', place],
    [{ from: { id: 7 } }, 'from', place],
    [{ from: { id: [] } }, 'from', place],
    [{ from: { id: text(32_769) } }, 'from', place],
    [{ from: { id: 'x', key: 7 } }, 'from', place],
    [{ from: { id: 'x', key: [] } }, 'from', place],
    [{ from: { id: 'x', key: text(32_769) } }, 'from', place],
    [{ ordering: 'userName' }, 'ordering', order],
    [{ ordering: null }, 'ordering', order],
    [{ ordering: { descending: true } }, 'ordering', order],
    [{ ordering: { field: 'userName', descending: true } }, 'ordering', order],
    [{ ordering: { field } }, 'ordering', order],
    [{ ordering: { field, descending: 1 } }, 'ordering', order],
    [{ criteria: { kind: 'some' } }, 'criteria', 'has a part of no known kind'],
    [{ criteria: null }, 'criteria', 'must be criteria'],
    [{ limit: -1 }, 'limit', 'must not be less than 0'],
    [{ limit: '1' }, 'limit', 'must not be less than 0'],
  ])('%.60j', async (listing, attribute, expectation) => {
    await expect(list(listing)).rejects.toMatchObject({
      code: 'inputInvalid',
      message: `The input of "ListAgents" is not valid: "${attribute}" ${expectation}.`,
      details: { attribute },
    });
  });

  test.each([
    { from: { id: text(32_768) } },
    { from: { id: 'x', key: text(32_767) }, ordering: { field, descending: true } },
    { from: { id: 'x', key: text(32_768) }, ordering: { field, descending: true } },
    { from: { id: 'x', key: null } },
  ])('and what is one of the longest is taken', async (listing) => {
    await expect(list(listing)).resolves.toBeDefined();
  });
});

test('criteria and an order go together with a page', async () => {
  const descending = { field: agentFields.userName, descending: true };
  const names = async (listing: Listing) =>
    (await list(listing)).resources.map(({ agent }) => agent.state.userName);
  const ascending = await names({ ordering: { ...descending, descending: false } });
  expect(await names({ ordering: descending })).toEqual(ascending.toReversed());
  const [, second = ''] = ascending;
  expect(await names({ criteria: equals(agentFields.userName, second), limit: 2 })).toEqual([second]);
  expect((await list({ criteria: everyone, limit: 1 })).total).toBe(5);
  expect((await list({ limit: 1, withTotal: false })).total).toBeUndefined();
});
