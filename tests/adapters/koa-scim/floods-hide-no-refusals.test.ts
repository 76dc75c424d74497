import { expect, test } from 'vitest';
import { patchOf, type ScimClient } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();

/** The refusal that the account's journal has of a request with a token that has been revoked. */
async function refusalOfRevokedToken(account: TestAccount): Promise<unknown> {
  const { token, text } = await account.issueToken({ name: 'Leaked' });
  await server().application.revokeToken(account.caller, { id: token.state.id });
  const { status, headers } = await account.client.with({ Authorization: `Bearer ${text}` }).get('/Users');
  expect(status).toBe(401);
  const entries = await account.journal();
  return entries.find(({ requestId }) => requestId === headers['x-request-id'])?.refusal?.code;
}

async function send(client: ScimClient, count: number): Promise<void> {
  for (let request = 0; request < count; request++) expect((await client.get('/Users')).status).toBe(401);
}

test('neither requests without a token, nor wrong ones of the same account, keep a refusal out of its journal', async () => {
  const account = await server().openAccount();
  await send(account.client.with({}), 70);
  expect(await refusalOfRevokedToken(account)).toBe('tokenRevoked');
  const wrong = account.token.text.replace(/.{4}$/, 'AAAA');
  await send(account.client.with({ Authorization: `Bearer ${wrong}` }), 70);
  expect(await refusalOfRevokedToken(account)).toBe('tokenRevoked');
});

test('refusals of a token that is right are bounded, and the journal says how many there were', async () => {
  const account = await server().openAccount('Retrying');
  const { id } = await account.client.create('ada@example.com');
  const patch = patchOf({ op: 'replace', path: 'userName', value: 'grace@example.com' });
  // They are counted by the minute, and this one has just begun.
  server().putClockForward((60_000 - (Date.now() % 60_000)) / 86_400_000);
  for (let request = 0; request < 650; request++) {
    expect((await account.client.patch(`/Users/${id}`, patch)).status).toBe(400);
  }
  const refusals = async () => (await account.journal()).filter(({ refusal }) => refusal !== undefined);
  expect((await refusals()).length).toBe(600);
  server().putClockForward(1);
  expect((await account.client.patch(`/Users/${id}`, patch)).status).toBe(400);
  const [last] = await refusals();
  expect(last?.refusal?.message).toContain('Before this one, 50 more attempts of the same caller');
});
