import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshInstallation } from '../main/installation.ts';
import { administer } from '../support/databases.ts';
import { type EncryptedServer, encryptedServers } from '../support/encrypted-servers.ts';
import { TestServer } from '../support/start-server.ts';

/** Servers of their own, since whoever else uses one would be kept from writing. */
const refusals: Readonly<Record<string, readonly (readonly [cause: string, variable: string])[]>> = {
  MySQL: [
    ['READ_ONLY', 'read_only'],
    ['READ_ONLY', 'super_read_only'],
    ['OFFLINE', 'offline_mode'],
  ],
  MariaDB: [['READ_ONLY', 'read_only']],
};

for (const [product, start] of Object.entries(encryptedServers)) {
  const server = await start();
  describe.skipIf(server === undefined)(product, () => suiteOf(product, server as EncryptedServer));
}

function suiteOf(product: string, { url, stop }: EncryptedServer) {
  const encrypted = `${url}?ssl-mode=REQUIRED`;
  let service: TestServer | undefined;
  beforeAll(async () => {
    service = await TestServer.start(encrypted);
  });
  afterAll(async () => {
    await service?.stop();
    await stop();
  });
  const set = (variable: string, value: 'ON' | 'OFF') =>
    administer(`${url}?ssl={"rejectUnauthorized":false}`, `SET GLOBAL ${variable} = ${value}`);
  const readiness = async () => {
    const answer = await fetch(service?.baseUrl('/readyz') ?? '');
    return { status: answer.status, body: await answer.json() };
  };

  test.each(refusals[product] ?? [])(
    '%s by %s is told by readiness and by the doctor',
    async (cause, variable) => {
      await set(variable, 'ON');
      try {
        // What was found a few seconds ago is not asked anew.
        await expect.poll(readiness).toMatchObject({ status: 503, body: { cause } });
        const { code, stdout } = await freshInstallation({ ROLLCALL_DATABASE_URL: encrypted }).run('doctor');
        expect([code, stdout]).toEqual([1, expect.stringContaining(`${variable} is ON`)]);
        expect(stdout).toContain('Name all servers in ROLLCALL_DATABASE_URL');
      } finally {
        await set(variable, 'OFF');
        if (variable === 'super_read_only') await set('read_only', 'OFF');
      }
      await expect.poll(readiness).toMatchObject({ status: 200 });
    },
  );
}
