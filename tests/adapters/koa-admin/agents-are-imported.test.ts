import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const operatorToken = 'operator-'.padEnd(40, 'x');
const path = '/imports/agents';
const server = serverOn(undefined, { operatorTokenHash: hash('sha256', operatorToken, 'hex') });

async function imported() {
  const account = await server().openAccount();
  const api = new ScimClient(server().baseUrl('/api/v1'), {
    ...{ Authorization: `Bearer ${operatorToken}`, 'Content-Type': 'application/json' },
    'Rollcall-Account': account.caller.accountId,
  });
  const userNames = async () =>
    (await api.get('/agents')).body.items.map(({ userName }: { userName: string }) => userName).sort();
  return { ...account, api, userNames };
}

test('an operator brings in agents, each row with its outcome, and sends the same again', async () => {
  const { api, client, journal, userNames } = await imported();
  await client.create('ada@example.com', { title: 'Countess' });
  const bob = {
    ...{ userName: 'bob@example.com', externalId: 'e-1', name: { givenName: 'Bob' } },
    ...{ profile: { team: 'Red' }, directory: { title: 'Engineer' } },
  };
  const rows = [
    { ...bob, active: false },
    { userName: 'ADA@example.com', active: false },
    { userName: 'nobody', active: true },
    { userName: 'cyd@example.com', active: true },
    { userName: 'Cyd@example.com', active: true },
  ];
  const refused = (code: string) => ({ outcome: 'refused', code, detail: expect.any(String) });
  const first = ['imported', 'alreadyThere', 'emailInvalid', 'imported', 'userNameTaken'];
  const outcomes = (words: readonly string[]) =>
    words.map((word) => (/^(imported|alreadyThere)$/.test(word) ? { outcome: word } : refused(word)));
  const tried = await api.post(`${path}?dryRun=true`, { rows });
  expect(tried.body.result.items).toEqual(outcomes(first));
  expect(await userNames()).toEqual(['ada@example.com']);

  const answer = await api.post(path, { rows });
  expect([answer.status, answer.body]).toEqual([200, { items: outcomes(first) }]);
  expect(await userNames()).toEqual(['ada@example.com', 'bob@example.com', 'cyd@example.com']);
  const { items } = (await api.get('/agents?filter=userName%20eq%20%22bob@example.com%22')).body;
  expect(items).toMatchObject([{ ...bob, status: 'deactivated' }]);
  const { active, title } = (await client.get('/Users?filter=userName%20eq%20%22ada@example.com%22')).body
    .Resources[0];
  expect({ active, title }).toEqual({ active: true, title: 'Countess' });
  const made = (await journal()).filter(({ action }) => action === 'AgentProvisioned');
  expect(made.map(({ principal }) => principal.kind)).toEqual(['operator', 'operator', 'token']);

  const again = ['alreadyThere', 'alreadyThere', 'emailInvalid', 'alreadyThere', 'alreadyThere'];
  expect((await api.post(path, { rows })).body).toEqual({ items: outcomes(again) });
});

test('rows of a wrong shape, and too many of them, have the whole request refused', async () => {
  const { api, userNames } = await imported();
  const good = { userName: 'ada@example.com', active: true };
  for (const [wrong, attribute] of [
    [[good, { userName: 'bob@example.com' }], 'rows.1.active'],
    [[good, { ...good, id: 'x' }], 'rows.1.id'],
    [Array(1001).fill(good), 'rows'],
    [undefined, 'rows'],
  ] as const)
    expect(await api.post(path, { rows: wrong })).toMatchObject({
      status: 400,
      body: { code: 'inputInvalid', attribute },
    });
  expect(await userNames()).toEqual([]);
});
