import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { administer, endConnections, onEachServer } from '../support/databases.ts';
import { user } from '../support/scim-client.ts';
import { type TestAccount, TestServer } from '../support/start-server.ts';

interface Serving {
  readonly server: TestServer;
  readonly account: TestAccount;
}

async function serving(url: string): Promise<Serving> {
  const server = await TestServer.start(url, { requestSecondsMax: 2 });
  return { server, account: await server.openAccount() };
}

const create = ({ account }: Serving) => account.client.post('/Users', user(`${randomUUID()}@example.com`));
const readiness = ({ server, account }: Serving) =>
  account.client.with({}, server.baseUrl('')).get('/readyz');
const told = ({ server }: Serving, since: number) =>
  server.logLines
    .slice(since)
    .filter((line) => line.includes('did not do what it was asked'))
    .map((line) => JSON.parse(line));

onEachServer('A database that refuses a write', (product) => {
  // What a server says of itself cannot be had for one database alone, so a trigger says it.
  test.each([
    [1114, 'its disk is full'],
    [1030, 'its disk is full'],
    [1290, 'it is read-only'],
    [1836, 'it is read-only'],
    [1041, 'it is out of memory'],
  ])('with the error %i, since %s, is told by 503 with Retry-After, and the log says why', async (errno) => {
    const url = await product.freshUrl();
    const service = await serving(url);
    const text = `Refused with ${errno}`;
    await administer(
      url,
      `CREATE TRIGGER refuses BEFORE INSERT ON agents FOR EACH ROW SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = ${errno}, MESSAGE_TEXT = '${text}'`,
    );
    const refused = await create(service);
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5']);
    expect(refused.body.detail).toMatch(/Nothing has changed/);
    expect(refused.body.detail).not.toContain(text);
    expect(told(service, 0)).toMatchObject([{ errno, cause: expect.stringContaining(text) }]);
    await administer(url, 'DROP TRIGGER refuses');
    expect((await create(service)).status).toBe(201);
    await service.server.stop();
  });

  if (product.name === 'MySQL') describe('from its user', () => suiteOfOneUser(product.freshUrl));
});

/** What happens to the user of the service; needs a server on which users may be given rights. */
function suiteOfOneUser(freshUrl: () => Promise<string>) {
  const name = `rollcall_${randomUUID().slice(0, 8)}`;
  const password = 'p@ss/w#rd?%41';
  let adminUrl = '';
  let service: Serving | undefined;

  const running = () => {
    if (service === undefined) throw new Error('The server does not run yet.');
    return service;
  };
  /** The service's connections are made anew afterwards, as they are from time to time. */
  const administrate = async (sql: string) => {
    await administer(adminUrl, sql.replace('DATABASE', new URL(adminUrl).pathname.slice(1)));
    await endConnections((asked) => administer(adminUrl, asked), `user = '${name}'`);
  };
  const its = `${name}@'%'`;

  beforeAll(async () => {
    adminUrl = await freshUrl();
    await administrate(`CREATE USER ${its} IDENTIFIED BY '${password}'`);
    await administrate(`GRANT ALL ON DATABASE.* TO ${its}`);
    const url = new URL(adminUrl);
    url.username = name;
    url.password = encodeURIComponent(password);
    service = await serving(url.href);
  });
  afterAll(async () => {
    await service?.server.stop();
    await administer(adminUrl, `DROP USER ${its}`);
  });

  test.each([
    [
      'whose password was changed',
      `ALTER USER ${its} IDENTIFIED BY 'other'`,
      `ALTER USER ${its} IDENTIFIED BY '${password}'`,
      /^ER_ACCESS_DENIED_ERROR$/,
    ],
    [
      'who has to encrypt',
      `ALTER USER ${its} REQUIRE SSL`,
      `ALTER USER ${its} REQUIRE NONE`,
      /^ER_ACCESS_DENIED_ERROR$/,
    ],
    [
      'who is locked',
      `ALTER USER ${its} ACCOUNT LOCK`,
      `ALTER USER ${its} ACCOUNT UNLOCK`,
      /^ER_ACCOUNT_HAS_BEEN_LOCKED$/,
    ],
    [
      'who may not insert',
      `REVOKE INSERT ON DATABASE.* FROM ${its}`,
      `GRANT INSERT ON DATABASE.* TO ${its}`,
      /^ER_TABLEACCESS_DENIED_ERROR$/,
    ],
  ])(
    '%s is told by 503 with Retry-After, the log and /readyz say why, and all is well once it is mended',
    async (_, breaks, mends, code) => {
      const { logLines } = running().server;
      // Whatever becomes of it, the next case begins with a user who may do all.
      onTestFinished(() => administrate(mends));
      await administrate(breaks);
      const before = logLines.length;
      const refused = await create(running());
      expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5']);
      expect(refused.body.detail).toMatch(/Nothing has changed/);
      expect(told(running(), before)).toMatchObject([
        { code: expect.stringMatching(code), cause: expect.any(String) },
      ]);
      const { status, body } = await readiness(running());
      expect([status, body]).toEqual([
        503,
        { status: expect.any(String), cause: expect.stringMatching(code) },
      ]);
      await administrate(mends);
      expect((await create(running())).status).toBe(201);
      expect((await readiness(running())).status).toBe(200);
      expect(logLines.join()).not.toContain(password);
    },
  );

  test('who may no longer delete is not ready, though nobody has tried to', async () => {
    await administrate(`REVOKE DELETE ON DATABASE.* FROM ${its}`);
    while ((await readiness(running())).status === 200) await pause(200);
    expect((await readiness(running())).body.cause).toBe('ER_TABLEACCESS_DENIED_ERROR');
    await administrate(`GRANT DELETE ON DATABASE.* TO ${its}`);
    expect((await readiness(running())).status).toBe(200);
  });
}
