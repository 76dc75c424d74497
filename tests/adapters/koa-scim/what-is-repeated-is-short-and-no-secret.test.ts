import { beforeAll, expect, test } from 'vitest';
import { groupSchema, patchOf, user } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();
let account: TestAccount;
let secret: string;
beforeAll(async () => {
  account = await server().openAccount();
  await server().application.switchGroupsOverScim(account.caller, { on: true });
  secret = account.token.text.slice(-43);
});

const bodies: Readonly<Record<string, object | undefined>> = {
  PUT: user('ada@example.com'),
  PATCH: patchOf({ op: 'replace', path: 'title', value: 'x' }),
  POST: user('ada@example.com'),
};

/** Sends what is found nowhere, and gives all that was said of it. */
async function saidOf(method: string, path: string): Promise<string> {
  const body =
    path.startsWith('/Groups') && method === 'PUT'
      ? { schemas: [groupSchema], displayName: 'x' }
      : bodies[method];
  const { status, text, headers } = await account.client.send(method, path, { body });
  expect(status).toBeGreaterThanOrEqual(400);
  const journal = (await account.journal()).filter(({ requestId }) => requestId === headers['x-request-id']);
  return text + JSON.stringify(headers) + JSON.stringify(journal) + server().logLines.join('');
}

const requests = ['GET', 'PUT', 'PATCH', 'DELETE'].flatMap((method) =>
  ['/Users/', '/Groups/', '/Usergroups/', '/nowhere/', '/Schemas/', '/Users/x/'].map(
    (path) => [method, path] as const,
  ),
);

test.each(requests)(
  'a token that is pasted into the path of %s %s is repeated nowhere',
  async (method, path) => {
    const said = await saidOf(method, path + account.token.text);
    expect(said).toContain('rollcall_…');
    expect(said).not.toContain(secret);
  },
);

test.each([
  ['with its last character missing', (text: string) => text.slice(0, -1)],
  ['twice', (text: string) => text + text],
  ['before the path', (text: string) => `/${text}/scim/v2/Users`],
])('nor one that is there %s', async (_, written) => {
  expect(await saidOf('GET', `/Users/${written(account.token.text)}`)).not.toContain(secret.slice(0, 20));
});

test('nor one that is sent as the id of the request', async () => {
  const { headers } = await account.client.get('/Users', { 'X-Request-Id': account.token.text });
  expect(headers['x-request-id']).not.toContain(secret);
  expect(server().logLines.join('')).not.toContain(secret);
});

test.each(requests)('an id of 12 kB in the path of %s %s is cut', async (method, path) => {
  const before = server().logLines.join('').length;
  const said = await saidOf(method, `${path}${'7'.repeat(12_000)}`);
  expect(said.length - before).toBeLessThan(5000);
  expect(said).not.toContain('7'.repeat(300));
});

test('an id of 12 kB in a Bulk request is cut in what is said of it', async () => {
  for (const type of ['Users', 'Groups']) {
    const path = `/${type}/${'7'.repeat(12_000)}`;
    const { body } = await account.client.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [{ method: 'DELETE', path }],
    });
    expect(body.Operations[0].status).toBe('404');
    expect(body.Operations[0].response.detail.length).toBeLessThan(300);
  }
});
