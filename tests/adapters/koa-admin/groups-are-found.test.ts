import { expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('the administration API', (product) => {
  const server = serverOn(product);

  test('finds groups by a part of their names, sorted by them, page by page', async () => {
    const account = await server().openAccount();
    const api = await apiClient(server(), account);
    for (const displayName of ['Support Tokyo', 'engineers', 'Support Austin', 'SUPPORT Zürich'])
      await api.post('/groups', { displayName });
    const named = async (query: string) => {
      const { body } = await api.get(`/groups?${query}`);
      return {
        names: body.items.map((group: { displayName: string }) => group.displayName),
        next: body.next,
      };
    };
    expect((await named('byName=true')).names).toEqual([
      'engineers',
      'Support Austin',
      'Support Tokyo',
      'SUPPORT Zürich',
    ]);
    expect((await named('search=port%20t')).names).toEqual(['Support Tokyo']);
    expect((await named('search=%25')).names).toEqual([]);
    const first = await named('search=support&byName=true&limit=2');
    expect(first.names).toEqual(['Support Austin', 'Support Tokyo']);
    const second = await named(`search=support&byName=true&limit=2&cursor=${first.next}`);
    expect(second).toEqual({ names: ['SUPPORT Zürich'], next: undefined });
  });
});
