import { beforeAll, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import type { ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const agents = 350;

onEachDatabase('a list of 350 Users', (product) => {
  const server = serverOn(product);
  let client: ScimClient;
  let ids: readonly string[];
  beforeAll(async () => {
    const account = await server().openAccount();
    ({ client } = account);
    ids = await account.provisionMany(agents, (index) => ({
      displayName: `Agent ${String((index * 17) % 50).padStart(2, '0')}`,
    }));
  });

  const readings = () => server().logLines.filter((line) => line.includes('"ListAgents"')).length;
  async function page(query: string) {
    const before = readings();
    const { status, body, text, headers } = await client.get(`/Users?${query}`);
    if (status !== 200) throw new Error(text);
    const met = body.Resources.map(({ id }: { id: string }) => id) as string[];
    return { ...body, headers, met, readings: readings() - before };
  }

  test.each([
    [1000, 1, 4, 350],
    [350, 1, 4, 350],
    [300, 1, 3, 300],
    [101, 1, 2, 101],
    [100, 1, 1, 100],
    [99, 1, 1, 99],
    [1000, 201, 2, 150],
    [1000, 251, 2, 100],
    [1000, 400, 1, 0],
  ])(
    'of %i from number %i is read 100 at a time: %i times for %i',
    async (count, startIndex, times, length) => {
      const { met, totalResults, itemsPerPage, ...list } = await page(
        `count=${count}&startIndex=${startIndex}`,
      );
      expect(met).toEqual(ids.slice(startIndex - 1, startIndex - 1 + count));
      expect([met.length, itemsPerPage, totalResults]).toEqual([length, length, agents]);
      expect([list.startIndex, list.readings]).toEqual([startIndex, times]);
    },
  );

  test('is sent in chunks where it is long, and at once where it is short', async () => {
    expect((await page('count=1000')).headers).toHaveProperty('transfer-encoding', 'chunked');
    expect((await page('count=10')).headers).toHaveProperty('content-length');
  });

  test.each(['sortBy=displayName', 'sortBy=displayName&sortOrder=descending', 'sortBy=title'])(
    'in another order meets each once, by number and by cursor: %s',
    async (order) => {
      const { met } = await page(`count=1000&${order}`);
      expect([...met].sort()).toEqual(ids);
      const parts = [await page(`count=230&${order}`), await page(`count=230&startIndex=231&${order}`)];
      expect(parts.flatMap((part) => part.met)).toEqual(met);
      const first = await page(`count=230&cursor=&${order}`);
      const second = await page(`count=230&cursor=${first.nextCursor}&${order}`);
      expect([...first.met, ...second.met]).toEqual(met);
      expect(second).not.toHaveProperty('nextCursor');
    },
  );
});
