import { X509Certificate } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshInstallation } from '../main/installation.ts';
import { administer } from '../support/databases.ts';
import { skipUnlessRequired, startMysql, urlOf } from '../support/mysql-container.ts';
import { openDatabase } from '../support/open-storage.ts';
import { hurried, StoredAgents } from '../support/stored-agents.ts';
import { proxyTo } from '../support/tcp-proxy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const sockets = temporaryFolder();
chmodSync(sockets, 0o777);
const options = ['--require-secure-transport=ON', '--socket=/sockets/mysqld.sock'];
const container = await startMysql(options, sockets).catch(skipUnlessRequired);
const url = container === undefined ? '' : urlOf(container);

/** What the server made for itself at its first start, as text and as a file. */
async function madeByServer(name: string): Promise<{ readonly text: string; readonly file: string }> {
  const { output: text } = (await container?.exec(['cat', `/var/lib/mysql/${name}`])) ?? { output: '' };
  return { text, file: fileWith(text) };
}

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, text);
  return file;
}

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

describe.skipIf(container === undefined)('A server that requires encryption', () => {
  let ca = '';
  let certificate = '';
  let key = '';
  let name = '';

  beforeAll(async () => {
    ca = (await madeByServer('ca.pem')).file;
    certificate = (await madeByServer('client-cert.pem')).file;
    key = (await madeByServer('client-key.pem')).file;
    const { subject } = new X509Certificate((await madeByServer('server-cert.pem')).text);
    name = subject.replace('CN=', '');
  });
  afterAll(async () => {
    await container?.stop();
  });

  test('says so to whoever does not encrypt', async () => {
    expect(await answer(url)).toMatch(/^unusable: .*require_secure_transport/);
  });

  test('is reached with whatever certificate where no more is asked for', async () => {
    expect(await answer(`${url}?ssl-mode=REQUIRED`)).toBe('answers');
  });

  test('has to have a certificate of an authority that is trusted', async () => {
    expect(await answer(`${url}?ssl-mode=VERIFY_CA`)).toMatch(/^unusable: .*self-signed certificate/);
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
    expect(await answer(`mysql://root:rollcall@localhost/rollcall?socket=${sockets}/mysqld.sock`)).toBe(
      'answers',
    );
    expect(await answer(`mysql://root:rollcall@localhost/rollcall?socket=${sockets}/none.sock`)).toMatch(
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
    expect([code, stdout]).toEqual([0, expect.stringContaining('MySQL')]);
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
});

const administerBySocket = (sql: string) =>
  administer(`mysql://root:rollcall@localhost/rollcall?socketPath=${sockets}/mysqld.sock`, sql);
