import { randomUUID } from 'node:crypto';
import { type Connection, createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endConnections } from '../support/databases.ts';
import { skipUnlessRequired, startMysql, urlOf } from '../support/mysql-container.ts';
import { user } from '../support/scim-client.ts';
import { type TestAccount, TestServer } from '../support/start-server.ts';

// Settings of a whole server, so it is one of its own.
const container = await startMysql().catch(skipUnlessRequired);
const patience = { timeout: 30_000, interval: 200 };
const adminUrl = container === undefined ? '' : urlOf(container);

describe.skipIf(container === undefined)('A server that', () => {
  let server: TestServer | undefined;
  let account: TestAccount | undefined;
  let admin: Connection | undefined;
  const administrate = async (sql: string) => (await admin?.query(sql))?.[0];

  beforeAll(async () => {
    // It is there already when nobody else is let in.
    admin = await createConnection(adminUrl);
    await administrate("CREATE USER service IDENTIFIED BY 'rollcall'");
    await administrate('GRANT ALL ON rollcall.* TO service');
    server = await TestServer.start(adminUrl.replace('root', 'service'), { requestSecondsMax: 2 });
    account = await server.openAccount();
  });
  afterAll(async () => {
    await server?.stop();
    await admin?.end();
    await container?.stop();
  });

  test.each([
    ['is read-only', 'read_only = ON', 'read_only = OFF', 'ER_OPTION_PREVENTS_STATEMENT', 'READ_ONLY'],
    ['is offline', 'offline_mode = ON', 'offline_mode = OFF', 'ER_SERVER_OFFLINE_MODE'],
    [
      'requires encryption',
      'require_secure_transport = ON',
      'require_secure_transport = OFF',
      'ER_SECURE_TRANSPORT_REQUIRED',
    ],
    ['has too many connections', 'max_connections = 1', 'max_connections = 1000', 'ER_CON_COUNT_ERROR'],
  ])(
    '%s is told by 503 with Retry-After, in the log and by /readyz, and is served again afterwards',
    async (_, trouble, well, code, cause = code) => {
      if (server === undefined || account === undefined) throw new Error('The server does not run yet.');
      const { client } = account;
      const create = () => client.post('/Users', user(`${randomUUID()}@example.com`));
      const ready = () => client.with({}, server?.baseUrl('') ?? '').get('/readyz');
      await administrate(`SET GLOBAL ${trouble}`);
      await endConnections(administrate, "user = 'service'");
      const before = server.logLines.length;
      try {
        const { status, headers, body } = await create();
        expect([status, headers['retry-after']]).toEqual([503, '5']);
        expect(body.detail).toMatch(/Nothing has changed/);
        // A server that is busy refuses after the two seconds that an answer takes at most, which then has no cause yet.
        await vi.waitFor(async () => {
          const unready = await ready();
          expect([unready.status, unready.body.cause]).toEqual([503, cause]);
        }, patience);
      } finally {
        await administrate(`SET GLOBAL ${well}`);
      }
      const told = server.logLines
        .slice(before)
        .filter((line) => line.includes('did not do what it was asked'));
      expect(told.length).toBeGreaterThan(1);
      for (const line of told) expect([code, cause]).toContain(JSON.parse(line).code);
      expect((await create()).status).toBe(201);
      await vi.waitFor(async () => expect((await ready()).status).toBe(200), patience);
    },
  );
});
