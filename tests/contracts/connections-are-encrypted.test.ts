import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { databaseOf, type HostDataSource } from '../../src/main/host-data-source.ts';
import { freshInstallation } from '../main/installation.ts';
import { administer } from '../support/databases.ts';
import { type EncryptedServer, encryptedServers } from '../support/encrypted-servers.ts';
import { openDatabase } from '../support/open-storage.ts';
import { hurried, StoredAgents } from '../support/stored-agents.ts';
import { proxyTo } from '../support/tcp-proxy.ts';
import { fileWith } from '../support/temporary-folder.ts';

/** Whether the database answers there, or why it does not. */
async function answer(address: string): Promise<string> {
  const { storage } = openDatabase(address, 1);
  try {
    await storage.inspect();
    return 'answers';
  } catch (error) {
    return `${(error as { trouble?: string }).trouble}: ${(error as Error).cause}`;
  } finally {
    await storage.close();
  }
}

for (const [product, start] of Object.entries(encryptedServers)) {
  const server = await start();
  describe.skipIf(server === undefined)(`${product} that requires encryption`, () =>
    suiteOf(product, server as EncryptedServer),
  );
}

function suiteOf(product: string, { url, socket, name, ca, certificate, key, stop }: EncryptedServer) {
  const [kind] = url.split(':');
  afterAll(stop);

  const administerBySocket = (sql: string) =>
    administer(`mysql://root:rollcall@localhost/rollcall?socketPath=${socket}`, sql);

  test('refuses whoever does not encrypt', async () => {
    expect(await answer(url)).toMatch(/^unusable: .*(require_secure_transport|Access denied)/);
  });

  test('is reached with whatever certificate where no more is asked for', async () => {
    expect(await answer(`${url}?ssl-mode=REQUIRED`)).toBe('answers');
  });

  test('has to have a certificate of an authority that is trusted', async () => {
    expect(await answer(`${url}?ssl-mode=VERIFY_CA`)).toMatch(/^unusable: .*certificate/);
    expect(await answer(`${url}?ssl-mode=VERIFY_CA&ssl-ca=${ca}`)).toBe('answers');
  });

  test('has to have the name that is asked for, where no less is said', async () => {
    expect(await answer(`${url}?ssl-ca=${ca}&ssl-server-name=other`)).toMatch(/^unusable: .*not match/);
    expect(await answer(`${url}?ssl-ca=${ca}&ssl-server-name=${name}`)).toBe('answers');
  });

  test('may ask for a certificate', async () => {
    const admin = `${url}?ssl-mode=VERIFY_CA&ssl-ca=${ca}`;
    const { storage } = openDatabase(admin, 1);
    await storage.migrate();
    await storage.close();
    await administerBySocket("CREATE USER certified IDENTIFIED BY 'rollcall' REQUIRE X509");
    await administerBySocket('GRANT ALL ON rollcall.* TO certified');
    const certified = admin.replace('root', 'certified');
    expect(await answer(certified)).toMatch(/^unusable: .*Access denied/);
    expect(await answer(`${certified}&ssl-cert=${certificate}&ssl-key=${key}`)).toBe('answers');
  });

  test('is reached by a Unix socket, which nobody else can read', async () => {
    expect(await answer(`${kind}://root:rollcall@localhost/rollcall?socket=${socket}`)).toBe('answers');
    expect(await answer(`${kind}://root:rollcall@localhost/rollcall?socket=${socket}.none`)).toMatch(
      /^unreachable: .*ENOENT/,
    );
  });

  test('is served with settings in place of options, and a password from a file', async () => {
    const { run } = freshInstallation({
      ROLLCALL_DATABASE_URL: url.replace(':rollcall@', '@'),
      ROLLCALL_DATABASE_PASSWORD_FILE: fileWith('rollcall\n'),
      ROLLCALL_DATABASE_SSL_CA: ca,
      ROLLCALL_DATABASE_SSL_SERVER_NAME: name,
    });
    expect((await run('account', 'create', '--name', 'Acme')).code).toBe(0);
    const { code, stdout } = await run('doctor');
    expect([code, stdout]).toEqual([0, expect.stringContaining(product)]);
  });

  test('is opened as the DataSource of a host is', async () => {
    const { port } = new URL(url);
    const password = { password: 'rollcall', database: 'rollcall' };
    const root = { type: 'mysql', username: 'root', ...password };
    const certified = { type: 'mysql', username: 'certified', ...password };
    const here = { host: '127.0.0.1', port: Number(port) };
    const pem = (file: string) => readFileSync(file);
    const trusting = { ca: [pem(ca)] };
    const opened = (options: HostDataSource['options'] & Record<string, unknown>) =>
      answer(databaseOf({ options }));
    const mine = { ...trusting, cert: String(pem(certificate)), key: pem(key) };
    expect(await opened({ ...root, ...here, ssl: { rejectUnauthorized: false } })).toBe('answers');
    expect(await opened({ ...root, ...here, ssl: {} })).toMatch(/^unusable: .*certificate/);
    expect(await opened({ ...root, ...here, ssl: trusting })).toBe('answers');
    expect(
      await opened({ ...root, ...here, host: 'localhost', ssl: { ...trusting, verifyIdentity: true } }),
    ).toMatch(/^unusable: .*not match/);
    expect(await opened({ ...certified, ...here, ssl: trusting })).toMatch(/^unusable: .*Access denied/);
    expect(await opened({ ...certified, ...here, extra: { ssl: mine } })).toBe('answers');
    expect(await opened({ ...root, socketPath: socket })).toBe('answers');
    expect(await opened({ type: 'mysql', url, ssl: trusting })).toBe('answers');
  });

  test('that becomes silent is let go of at the deadline', async () => {
    const proxy = await proxyTo(url);
    const open = openDatabase(`${proxy.url}?ssl-mode=REQUIRED`, 1);
    await open.storage.migrate();
    const stored = new StoredAgents(open);
    const agent = await stored.provision();
    const soon = new StoredAgents(open, hurried(stored.caller, 500));
    expect(await soon.find(agent.state.id)).toEqual(agent);
    proxy.silence();
    // Once on the connection that is there, once on one that has still to agree on the encryption.
    for (const _ of [1, 2])
      await expect(soon.find(agent.state.id)).rejects.toMatchObject({ trouble: 'tooSlow' });
    await open.storage.close();
    await proxy.close();
  });
}
