import { expect, test } from 'vitest';
import { onEachDatabase } from '../support/databases.ts';
import { patchOf, user } from '../support/scim-client.ts';
import { serverOn } from '../support/start-server.ts';

onEachDatabase('The audit log', (product) => {
  const server = serverOn(product);

  test('says of every change who made it, from where, in which request, and what was before', async () => {
    const { client, token, caller, journal } = await server().openAccount();
    const { id } = (await client.post('/Users', user('ada@example.com'), { 'X-Request-Id': 'r1' })).body;
    const path = `/Users/${id}`;
    const change = patchOf({ op: 'replace', value: { title: 'Countess', active: false } });
    await client.patch(path, change, { 'X-Request-Id': 'r2' });
    await client.patch(path, change, { 'X-Request-Id': 'again, without effect' });
    await client.put(path, user('ada@example.com', { active: true }), { 'X-Request-Id': 'r3' });
    await client.delete(path, { 'X-Request-Id': 'r4' });

    const entries = (await journal()).filter(({ target }) => target?.id === id).toReversed();
    const common = {
      accountId: caller.accountId,
      principal: { kind: 'token', id: token.token.state.id, name: 'Okta' },
      source: '127.0.0.1',
      target: { type: 'agent', id, name: 'ada@example.com' },
    };
    expect(entries.map(({ requestId, action }) => [requestId, action])).toEqual([
      ['r1', 'AgentProvisioned'],
      ['r2', 'AgentUpdated'],
      ['r2', 'AgentDeactivated'],
      ['r3', 'AgentUpdated'],
      ['r3', 'AgentReactivated'],
      ['r4', 'AgentRemoved'],
    ]);
    for (const entry of entries) expect(entry).toMatchObject(common);
    expect(entries[1]?.changes).toEqual([{ path: 'title', to: 'Countess' }]);
    expect(entries[2]?.changes).toEqual([{ path: 'active', from: true, to: false }]);
    expect(entries[3]?.changes).toEqual([{ path: 'title', from: 'Countess' }]);
  });

  test('says of a refused attempt what was refused and why', async () => {
    const { client, journal } = await server().openAccount();
    const { id } = await client.create('ada@example.com');
    await client.put(`/Users/${id}`, user('other@example.com'), { 'X-Request-Id': 'refused' });
    await client.post('/Users', user('ADA@example.com'), { 'X-Request-Id': 'refused-2' });
    const refusals = (await journal()).filter(({ refusal }) => refusal !== undefined).toReversed();
    expect(refusals).toMatchObject([
      {
        requestId: 'refused',
        action: 'ReviseAgent',
        target: { id },
        refusal: { code: 'userNameImmutable' },
        changes: [],
      },
      {
        requestId: 'refused-2',
        action: 'ProvisionAgent',
        target: { name: 'ADA@example.com' },
        refusal: { code: 'userNameTaken' },
      },
    ]);
  });
});
