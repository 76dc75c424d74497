import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { onEachServer } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { expectSameDatabase, fill, readBy } from './backed-up-installation.ts';
import { freshInstallation } from './installation.ts';

// Each test starts a dozen processes, one after the other.
vi.setConfig({ testTimeout: 360_000 });

const isThere = ['mariadb-dump', 'mariadb'].every(
  (program) => spawnSync(program, ['--version']).status === 0,
);
if (!isThere)
  process.stderr.write(
    '\n!!! Backups of servers are NOT rehearsed: mariadb-dump is missing (on Debian: apt-get install mariadb-client).\n\n',
  );

/** As the operator's guide has it. */
const dumpOptions = ['--single-transaction', '--routines', '--triggers', '--hex-blob'];

function loginOf(url: string): {
  readonly options: readonly string[];
  readonly database: string;
  readonly password: string;
} {
  const { hostname, port, username, password, pathname } = new URL(url);
  // The test servers have certificates that nobody has signed.
  const options = [
    `--host=${hostname}`,
    `--port=${port}`,
    `--user=${username}`,
    '--skip-ssl-verify-server-cert',
  ];
  return { options, database: pathname.slice(1), password };
}

function run(
  program: string,
  url: string,
  more: readonly string[],
  files: { from?: string; to?: string },
): void {
  const { options, database, password } = loginOf(url);
  const { status, stderr } = spawnSync(program, [...options, ...more, database], {
    stdio: [
      files.from === undefined ? 'ignore' : openSync(files.from, 'r'),
      files.to === undefined ? 'ignore' : openSync(files.to, 'wx', 0o600),
      'pipe',
    ],
    env: { PATH: process.env.PATH, MYSQL_PWD: password },
    encoding: 'utf8',
  });
  expect([program, status, stderr]).toEqual([program, 0, '']);
}

describe.skipIf(!isThere)('with the programs of the server', () => {
  onEachServer('a dump that is loaded into an empty database', (product) => {
    test('is what was dumped, and its audit log verifies', async () => {
      const secrets = {
        ROLLCALL_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
        ROLLCALL_AUDIT_CHECKPOINTS: temporaryFolder(),
      };
      const [url, emptyUrl] = [await product.freshUrl(), await product.freshUrl()];
      const dumped = freshInstallation({ ROLLCALL_DATABASE_URL: url, ...secrets });
      await fill(dumped);
      const dump = `${temporaryFolder()}/rollcall.sql`;
      run('mariadb-dump', url, dumpOptions, { to: dump });
      run('mariadb', emptyUrl, [], { from: dump });
      await expectSameDatabase(emptyUrl, url);
      const loaded = freshInstallation({ ROLLCALL_DATABASE_URL: emptyUrl, ...secrets });
      expect(await readBy(loaded)).toEqual(await readBy(dumped));
      const verified = await loaded.json('audit', 'verify');
      expect(verified.fault).toBeUndefined();
      expect(verified.checkpointsOutside).toBe(verified.checkpoints);
    });
  });
});

onEachServer('rollcall backup', (product) => {
  test('says in one sentence what backs a server up', async () => {
    const { run: rollcall } = freshInstallation({ ROLLCALL_DATABASE_URL: await product.freshUrl() });
    for (const verb of ['backup', 'restore']) {
      const { code, stderr } = await rollcall(verb, 'copy.db');
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/embedded database only.*mysqldump --single-transaction/),
      ]);
    }
  });
});
