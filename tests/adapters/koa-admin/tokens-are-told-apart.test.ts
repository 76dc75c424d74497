import { expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('tokens', (product) => {
  const server = serverOn(product);

  test('are told apart by the characters with which they end, and nothing else of their secrets is shown', async () => {
    const account = await server().openAccount();
    const api = await apiClient(server(), account);
    const made = await api.post('/tokens', { name: 'Entra' });
    const rotated = await api.post(`/tokens/${made.body.token.id}/rotate`, {});
    const listed = await api.get('/tokens');
    for (const { token, text } of [made.body, rotated.body]) {
      expect(token.lastCharacters).toBe(text.slice(-4));
      expect(listed.body.items).toContainEqual(token);
      expect(listed.text).not.toContain(text.slice(-5));
    }
  });
});
