import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { administer } from '../support/databases.ts';
import { freshFolder, freshInstallation } from './installation.ts';

test('a port in use is told with what to do, and the exit code is 1', async () => {
  const first = freshInstallation().start('serve');
  const { port } = new URL(await first.address());
  // Nothing is under way that could be given so much time: the process ends at once.
  const environment = { ROLLCALL_PORT: port, ROLLCALL_STOP_SECONDS_MAX: '3600' };
  const { code, stderr } = await freshInstallation(environment).run('serve');
  await first.stop();
  expect(code).toBe(1);
  expect(stderr).toContain(`${port} on 127.0.0.1 is in use`);
  expect(stderr).toContain('ROLLCALL_PORT');
});

test.skipIf(process.platform === 'win32').each([
  [{}, '2 131072'],
  [{ MALLOC_ARENA_MAX: '7' }, '7 131072'],
  [{ MALLOC_TRIM_THRESHOLD_: '9000000' }, '2 9000000'],
])('the service runs in little memory, unless %j says otherwise', async (environment, heaps) => {
  const told = 'process.env.MALLOC_ARENA_MAX, process.env.MALLOC_TRIM_THRESHOLD_, process.execArgv.join(" ")';
  const tell = `console.error(${told}, "told")`;
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(tell)}`;
  const server = freshInstallation({ ...environment, NODE_OPTIONS }).start('serve');
  await server.address();
  expect((await server.stop()).stderr).toContain(`\n${heaps} --max-semi-space-size=8 told\n`);
});

test('the service keeps little garbage, and its requests none of their own', async () => {
  const script = [
    'import { syncBuiltinESMExports } from "node:module"',
    'import v8 from "node:v8"',
    'const { setFlagsFromString } = v8',
    'v8.setFlagsFromString = (flag) => { setFlagsFromString(flag); console.error(flag, "is set"); }',
    'syncBuiltinESMExports()',
  ].join(';');
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(script)}`;
  const server = freshInstallation({ NODE_OPTIONS }).start('serve');
  await server.address();
  const { stderr } = await server.stop();
  expect(stderr).toContain('--heap-growing-percent=30 is set\n');
  expect(stderr).toContain('--no-allocation-site-pretenuring is set\n');
});

test('a wrong configuration stops the start and names each mistake', async () => {
  const { code, stderr } = await freshInstallation({ ROLLCALL_PORT: '70000', ROLLCALL_LOGLEVEL: 'info' }).run(
    'serve',
  );
  expect(code).toBe(1);
  expect(stderr).toContain('ROLLCALL_PORT is "70000"');
  expect(stderr).toContain('did you mean ROLLCALL_LOG_LEVEL?');
});

test('while the database is away the process lives, is not ready, and answers 503 with Retry-After', async () => {
  const databaseUrl = 'mysql://rollcall:hunter2@127.0.0.1:1/rollcall';
  const server = freshInstallation({ ROLLCALL_DATABASE_URL: databaseUrl }).start('serve', '--first-account');
  const address = await server.address();
  expect((await fetch(`${address}/livez`)).status).toBe(200);
  expect((await fetch(`${address}/readyz`)).status).toBe(503);
  const answer = await fetch(`${address}/scim/v2/Users`, {
    headers: { Authorization: `Bearer rollcall_${'0'.repeat(32)}_${'A'.repeat(43)}` },
  });
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  const { code, stdout, stderr } = await server.stop();
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain('hunter2');
});

test.each(['/proc/x/y.db', '/proc/x/z/y.db', '/dev/null/y.db', '/tmp'])(
  'a file that cannot be made, %s, ends the start with a sentence',
  async (file) => {
    const { run } = freshInstallation({ ROLLCALL_DATABASE_URL: `sqlite:${file}` });
    for (const verb of ['serve', 'migrate']) {
      const { code, stderr } = await run(verb);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/(ENOENT|ENOTDIR|EISDIR|EEXIST)/)]);
    }
    expect([0, 1]).toContain((await run('doctor')).code);
  },
);

test('a second process that would serve the same file is told, and may once the first has ended', async () => {
  const { start, run } = freshInstallation();
  const first = start('serve');
  await first.address();
  const { code, stderr } = await run('serve');
  expect([code, stderr]).toEqual([1, expect.stringMatching(/Another process serves.*data\/rollcall\.db/)]);
  expect((await run('account', 'list')).code).toBe(0);
  first.signal('SIGKILL');
  await first.ended();
  const third = start('serve');
  await third.address();
  expect((await third.stop()).code).toBe(0);
});

test.skipIf(process.platform === 'win32')(
  'what the embedded database keeps is for its user alone',
  async () => {
    const { start, folder } = freshFolder();
    const server = start('serve', '--first-account');
    await server.written(/rollcall_[0-9a-f]{32}_[\w-]{43}/);
    const modeOf = (name: string) => (statSync(`${folder}/data/${name}`).mode & 0o777).toString(8);
    const modes = Object.fromEntries(
      ['', ...readdirSync(`${folder}/data`)].map((name) => [name, modeOf(name)]),
    );
    await server.stop();
    expect(modes).toEqual({
      '': '700',
      'rollcall.db': '600',
      'rollcall.db.key': '600',
      'rollcall.db-shm': '600',
      'rollcall.db-wal': '600',
      'rollcall.db-serving': '600',
    });
  },
);

test.each(['auto', 'manual'])(
  'a schema from which a newer release has taken something is refused, with migrations that are %s',
  async (migrate) => {
    const { run, start, folder } = freshInstallation({ ROLLCALL_MIGRATE: migrate });
    expect((await run('migrate')).code).toBe(0);
    const later = "INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')";
    await administer(`sqlite:${folder}/data/rollcall.db`, later);
    // To which it has only added something is served.
    const server = start('serve');
    expect((await fetch(`${await server.address()}/readyz`)).status).toBe(200);
    expect((await server.stop()).code).toBe(0);
    expect((await run('doctor')).stdout).toMatch(/✓ schema +that of a newer version, which serves this one/);
    await administer(
      `sqlite:${folder}/data/rollcall.db`,
      "UPDATE schema_readers SET oldest_release = '99.0.0'",
    );
    for (const verb of [['serve'], ['migrate'], ['account', 'list']]) {
      const { code, stderr } = await run(...verb);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/serves version 99\.0\.0 and newer.*Start the newer version/),
      ]);
    }
    const { stdout } = await run('doctor');
    expect(stdout).toMatch(/✗ schema.*serves version 99\.0\.0 and newer/);
  },
);

test('with manual migrations a process refuses to start on a schema that is behind', async () => {
  const { run } = freshInstallation({ ROLLCALL_MIGRATE: 'manual' });
  const refused = await run('serve');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('rollcall migrate');
  expect((await run('account', 'list')).stderr).toContain('rollcall migrate');
  expect((await run('migrate')).code).toBe(0);
  expect((await run('account', 'list')).code).toBe(0);
});

test('an older Node.js ends with a sentence that says what to do', () => {
  const older =
    'data:text/javascript,Object.defineProperty(process, "versions", { value: { node: "20.1.0" } })';
  const words = ['--import', older, 'dist/src/main/command-line.js', 'serve'];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^Rollcall needs Node\.js 24 or newer, and this is 20\.1\.0: install .*\n$/);
});

test.skipIf(process.platform === 'win32')('the launcher runs from any folder, also by a link', async () => {
  const { folder } = freshInstallation();
  const link = join(folder, 'linked');
  symlinkSync(fileURLToPath(new URL('../../rollcall', import.meta.url)), link);
  const { status, stdout } = spawnSync(link, ['--help'], { cwd: folder, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toContain('Usage: rollcall');
});
