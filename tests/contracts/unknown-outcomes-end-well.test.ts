import { expect, test } from 'vitest';
import { type DatabaseProduct, onEachServer } from '../support/databases.ts';
import {
  basic,
  bulkSchema,
  enterpriseSchema,
  groupSchema,
  patchOf,
  type ScimAnswer,
  type ScimClient,
  user,
  userGroupSchema,
} from '../support/scim-client.ts';
import { type TestAccount, TestServer } from '../support/start-server.ts';
import { proxyTo, type TcpProxy } from '../support/tcp-proxy.ts';

interface Stage {
  readonly account: TestAccount;
  /** Of a process whose connections the proxy breaks. */
  readonly client: ScimClient;
  /** Of another process on the same database. */
  readonly elsewhere: ScimClient;
  readonly proxy: TcpProxy;
}

/** Two processes on one database. */
async function withStage(product: DatabaseProduct, play: (stage: Stage) => Promise<void>): Promise<void> {
  const url = await product.freshUrl();
  const other = await TestServer.start(url);
  const proxy = await proxyTo(url);
  const broken = await TestServer.start(proxy.url);
  try {
    const account = await other.openAccount();
    await other.application.switchGroupsOverScim(account.caller, { on: true });
    const elsewhere = account.client;
    const client = elsewhere.with({ Authorization: basic(account.token.text) }, broken.baseUrl());
    await play({ account, client, elsewhere, proxy });
  } finally {
    await broken.stop();
    await other.stop();
    await proxy.close();
  }
}

const group = (displayName: string, ...members: readonly string[]) => ({
  schemas: [groupSchema],
  displayName,
  members: members.map((value) => ({ value })),
});

/** Certification of a member that was cut off, when the server did and when it did not carry it out; and a commit that failed. */
const openEnds = [
  [3101, true],
  [3101, false],
  [1180, true],
  [1180, false],
] as const;

const entriesOf = async ({ account }: Stage, action: string, name: string) =>
  (await account.journal()).filter((entry) => entry.action === action && entry.target?.name === name);

const unknown = {
  status: 503,
  headers: { 'retry-after': expect.any(String) },
  body: { detail: expect.stringContaining('may or may not have been made') },
};

onEachServer('A create of which the database does not say what became of it', (product) => {
  test.each(openEnds)(
    'is told as unknown after %s, and ends in the agent that was made, at any process (carried out: %s)',
    (errno, carriesOut) =>
      withStage(product, async (stage) => {
        const { client, elsewhere, proxy } = stage;
        const ada = user('ada@example.com', { title: 'Countess', externalId: '1' });
        proxy.refuseCommit('ada@example.com', errno, carriesOut);
        expect(await client.post('/Users', ada)).toMatchObject(unknown);
        const again = await elsewhere.post('/Users', ada);
        expect([again.status, again.body.userName]).toEqual([201, 'ada@example.com']);
        expect(again.headers.location).toContain(again.body.id);
        const { status, body } = await elsewhere.get(`/Users/${again.body.id}`);
        expect([status, body.title]).toEqual([200, 'Countess']);
        // Once more, since that answer may have been lost as well.
        if (carriesOut) expect((await client.post('/Users', ada)).body.id).toBe(again.body.id);
        expect(await entriesOf(stage, 'AgentProvisioned', 'ada@example.com')).toHaveLength(1);
        expect(await entriesOf(stage, 'ProvisionAgent', 'ada@example.com')).toEqual([]);
      }),
  );

  test('ends well where the connection broke, before the server got the commit and after', () =>
    withStage(product, async ({ client, elsewhere, proxy }) => {
      for (const cut of ['cutBefore', 'cutAfter'] as const) {
        const body = user(`${cut}@example.com`);
        await client.get('/Users');
        proxy[cut]('COMMIT');
        const first = await client.post('/Users', body);
        // What was cut may have been something else, in which case the work was run again.
        expect([201, 503]).toContain(first.status);
        const again = await elsewhere.post('/Users', body);
        expect(again.status).toBe(first.status === 201 ? 409 : 201);
      }
    }));

  test('leaves the name taken for others, for another content, and for what was known', () =>
    withStage(product, async ({ account, client, elsewhere, proxy }) => {
      const ada = user('ada@example.com', { title: 'Countess' });
      proxy.refuseCommit('ada@example.com', 3101, true);
      expect(await client.post('/Users', ada)).toMatchObject(unknown);
      const { text } = await account.issueToken();
      const taken = async (asked: Promise<ScimAnswer>) => expect((await asked).status).toBe(409);
      await taken(elsewhere.with({ Authorization: basic(text) }).post('/Users', ada));
      await taken(elsewhere.post('/Users', { ...ada, title: 'Lady' }));
      await taken(elsewhere.post('/Users', user('ADA@example.com', { title: 'Countess' })));
      const grace = user('grace@example.com');
      expect((await elsewhere.post('/Users', grace)).status).toBe(201);
      await taken(elsewhere.post('/Users', grace));
    }));

  test('is answered with the agent as it is, and with none that was removed', () =>
    withStage(product, async ({ client, elsewhere, proxy }) => {
      const ada = user('ada@example.com', { title: 'Countess' });
      proxy.refuseCommit('ada@example.com', 3101, true);
      await client.post('/Users', ada);
      const [id = ''] = await elsewhere.find('userName eq "ada@example.com"');
      const title = { op: 'replace', path: 'title', value: 'Lady' };
      await elsewhere.patch(`/Users/${id}`, patchOf(title));
      expect((await elsewhere.post('/Users', ada)).body).toMatchObject({ id, title: 'Lady' });
      await elsewhere.delete(`/Users/${id}`);
      const another = await elsewhere.post('/Users', ada);
      expect([another.status, another.body.id === id]).toEqual([201, false]);
    }));

  test.each(openEnds)('is found by groups as well after %s (carried out: %s)', (errno, carriesOut) =>
    withStage(product, async (stage) => {
      const { client, elsewhere, proxy } = stage;
      const { body: ada } = await elsewhere.post(
        '/Users',
        user('ada@example.com', { roles: [{ value: 'admin' }] }),
      );
      const pushed = [
        ['/Groups', group('Engineers', ada.id)],
        ['/Usergroups', { ...group('Admins', ada.id), schemas: [userGroupSchema] }],
      ] as const;
      for (const [path, body] of pushed) {
        proxy.refuseCommit(body.displayName, errno, carriesOut);
        expect(await client.post(path, body)).toMatchObject(unknown);
        const again = await elsewhere.post(path, body);
        expect([again.status, again.body.members]).toMatchObject([201, [{ value: ada.id }]]);
        expect(await entriesOf(stage, 'GroupCreated', body.displayName)).toHaveLength(1);
        expect((await elsewhere.post(path, { ...body, members: [] })).status).toBe(409);
      }
    }),
  );

  test.each(openEnds)(
    'is found in Bulk, with whatever names it, after %s (carried out: %s)',
    (errno, carriesOut) =>
      withStage(product, async (stage) => {
        const { client, elsewhere, proxy } = stage;
        const manager = { [enterpriseSchema]: { manager: { value: 'bulkId:ada' } } };
        const post = (path: string, bulkId: string, data: object) => ({ method: 'POST', path, bulkId, data });
        const bulk = {
          schemas: [bulkSchema],
          failOnErrors: 1,
          Operations: [
            post('/Users', 'ada', user('ada@example.com')),
            post('/Users', 'bob', user('bob@example.com', manager)),
            post('/Groups', 'both', group('Both', 'bulkId:ada', 'bulkId:bob')),
          ],
        };
        proxy.refuseCommit('bob@example.com', errno, carriesOut);
        const first = await client.post('/Bulk', bulk);
        expect(first.body.Operations[0]).toMatchObject({ status: '503' });
        const again = await elsewhere.post('/Bulk', bulk);
        expect(again.body.Operations.map(({ status }: { status: string }) => status)).toEqual(
          Array(3).fill('201'),
        );
        const [ada, bob] = await Promise.all(
          ['ada', 'bob'].map(async (name) => (await elsewhere.find(`userName eq "${name}@example.com"`))[0]),
        );
        const both = await elsewhere.get(`/Groups?filter=${encodeURIComponent('displayName eq "Both"')}`);
        const members = both.body.Resources[0].members.map(({ value }: { value: string }) => value);
        expect(members.toSorted()).toEqual([ada, bob].toSorted());
        expect((await elsewhere.get(`/Users/${bob}`)).body[enterpriseSchema].manager.value).toBe(ada);
        expect(await entriesOf(stage, 'AgentProvisioned', 'bob@example.com')).toHaveLength(1);
      }),
  );
});

onEachServer('A commit that the server refuses for certain', (product) => {
  test.each([1047, 1213, 1290, 1836, 3100])('is run again whole after %s', (errno) =>
    withStage(product, async (stage) => {
      const { client, elsewhere, proxy } = stage;
      proxy.refuseCommit('ada@example.com', errno, false);
      const { status, body } = await client.post('/Users', user('ada@example.com'));
      expect(status).toBe(201);
      proxy.refuseCommit('Countess', errno, false);
      const title = { op: 'replace', path: 'title', value: 'Countess' };
      expect((await client.patch(`/Users/${body.id}`, patchOf(title))).status).toBe(200);
      expect((await elsewhere.get(`/Users/${body.id}`)).body.title).toBe('Countess');
      expect(await entriesOf(stage, 'AgentProvisioned', 'ada@example.com')).toHaveLength(1);
      expect(await entriesOf(stage, 'AgentUpdated', 'ada@example.com')).toHaveLength(1);
    }),
  );
});
