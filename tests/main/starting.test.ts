import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { freshInstallation } from './installation.ts';

test('a port in use is told with what to do, and the exit code is 1', async () => {
  const first = freshInstallation().start('serve');
  const { port } = new URL(await first.address());
  const { code, stderr } = await freshInstallation({ ROLLCALL_PORT: port }).run('serve');
  await first.stop();
  expect(code).toBe(1);
  expect(stderr).toContain(`${port} on 127.0.0.1 is in use`);
  expect(stderr).toContain('ROLLCALL_PORT');
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
