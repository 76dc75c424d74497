import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { freshInstallation } from './installation.ts';

const checkpointsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.checkpoint'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

test('a service that stops has sealed all, and written the checkpoint down outside of the database', async () => {
  const outside = temporaryFolder();
  const { start, run } = freshInstallation({ ROLLCALL_AUDIT_CHECKPOINTS: outside });
  const server = start('serve', '--first-account');
  await server.written(/rollcall_[0-9a-f]{32}_[\w-]{43}/);
  server.signal('SIGTERM');
  expect((await server.ended()).code).toBe(0);
  const last = checkpointsIn(outside).at(-1);
  const { code, stdout } = await run('audit', 'verify');
  expect(code).toBe(0);
  const [, entries] =
    /^(\d+) entries are as they were sealed, by \d+ checkpoints? in the database and \d+ outside of it\. 0 more/.exec(
      stdout,
    ) ?? [];
  expect(last?.split('\n')[1]).toBe(entries);
});

test('what was changed is named, and ends the verb with 1', async () => {
  const { folder, json, run, provision } = freshInstallation();
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com', 'grace@example.com');
  expect((await run('audit', 'verify')).stdout).toBe('Nothing is sealed yet. 4 entries wait for it.\n');
  expect(await json('audit', 'seal')).toEqual({ sealed: 4 });
  expect(await json('audit', 'verify')).toEqual({
    ...{ entries: 4, checkpoints: 1, checkpointsOutside: 0, unsealed: 0 },
  });
  const database = new Database(join(folder, 'data/rollcall.db'));
  database.exec("UPDATE journal SET target_name = 'eve@example.com' WHERE position = 3");
  database.close();
  const { code, stdout } = await run('audit', 'verify');
  expect(code).toBe(1);
  expect(stdout).toBe(
    'The entry at position 3 or its salt was altered after it was sealed.\nUp to position 0 the audit log is as it was sealed.\n',
  );
});

test('checkpoints and keys that were kept elsewhere are believed, and wrong ones are not', async () => {
  const outside = temporaryFolder();
  const { folder, json, run } = freshInstallation({ ROLLCALL_AUDIT_CHECKPOINTS: outside });
  await json('account', 'create', '--name', 'Acme');
  await json('audit', 'seal');
  const old = await run('audit', 'key', 'list');
  await json('audit', 'key', 'rotate');
  await json('account', 'create', '--name', 'Bcme');
  await json('audit', 'seal');
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return name;
  };
  const kept = file('kept', checkpointsIn(outside).join(''));
  const keys = file('keys', (await run('audit', 'key', 'list')).stdout);
  expect(await json('audit', 'verify', '--checkpoints', kept, '--public-key', keys)).toMatchObject({
    ...{ entries: 3, checkpoints: 2, checkpointsOutside: 4 },
  });
  const byOld = await run('audit', 'verify', '--public-key', file('old', old.stdout));
  expect(byOld).toMatchObject({
    code: 1,
    stdout: expect.stringMatching('of 3 entries .* is signed by a key that'),
  });
  const byNone = await run('audit', 'verify', '--public-key', kept);
  expect(byNone).toMatchObject({ code: 1, stderr: expect.stringMatching(/^The file kept has no key\./) });
  const none = await run('audit', 'verify', '--checkpoints', file('empty', '\n'));
  expect(none).toMatchObject({ code: 1, stderr: 'There are no checkpoints in empty.\n' });
  const missing = await run('audit', 'verify', '--checkpoints', 'nowhere');
  expect(missing).toMatchObject({
    code: 1,
    stderr: expect.stringMatching('The file nowhere cannot be read'),
  });
  const garbage = await run('audit', 'verify', '--checkpoints', file('garbage', 'x\n'.repeat(100_000)));
  expect(garbage).toMatchObject({ code: 1, stdout: expect.stringMatching('is no signed checkpoint') });
});

test('a key that is given signs, and is changed where it is given', async () => {
  const file = join(temporaryFolder(), 'key.pem');
  const make = (algorithm: string) =>
    execFileSync('openssl', ['genpkey', '-algorithm', algorithm, '-out', file]);
  make('ed25519');
  const { json, run } = freshInstallation({ ROLLCALL_AUDIT_KEY_FILE: file });
  await json('account', 'create', '--name', 'Acme');
  await json('audit', 'seal');
  expect(await run('audit', 'key', 'rotate')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^The key of checkpoints is the one in the file that ROLLCALL_AUDIT_KEY_FILE names\./,
    ),
  });
  make('ed25519');
  await json('account', 'create', '--name', 'Bcme');
  await json('audit', 'seal');
  expect(await json('audit', 'key', 'list')).toMatchObject([{ signs: false }, { signs: true }]);
  const ofService = ['--account', '00000000-0000-0000-0000-000000000000'];
  expect(await json('audit', 'tail', ...ofService)).toMatchObject([
    { action: 'CheckpointKeyRotated', principal: { kind: 'service', name: 'Rollcall' } },
  ]);
  // That of the new key tells of it, so that there is one more.
  expect(await json('audit', 'verify')).toMatchObject({ entries: 3, checkpoints: 3 });
  make('x25519');
  expect(await run('audit', 'verify')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching('ROLLCALL_AUDIT_KEY_FILE is not usable. It must hold an Ed25519 key'),
  });
});

test('doctor tells of entries that wait too long, and of checkpoints that could not be written down', async () => {
  const outside = join(temporaryFolder(), 'file');
  const { folder, json, run } = freshInstallation({ ROLLCALL_AUDIT_CHECKPOINTS: outside });
  await json('account', 'create', '--name', 'Acme');
  const sealLines = async () =>
    (await json('doctor')).checks.filter(({ name }: { readonly name: string }) => name === 'audit log');
  expect(await sealLines()).toMatchObject([{ ok: true, found: 'nothing is sealed yet' }]);
  const longAgo = (table: string, column: string) => {
    const database = new Database(join(folder, 'data/rollcall.db'));
    database.exec(`UPDATE ${table} SET ${column} = '2026-01-01T00:00:00.000Z'`);
    database.close();
  };
  longAgo('journal', 'recorded_at');
  expect(await sealLines()).toMatchObject([
    { found: 'nothing is sealed yet; 1 entries wait to be sealed since 2026-01-01T00:00:00.000Z' },
  ]);
  writeFileSync(outside, 'in the way');
  expect((await run('audit', 'seal')).stderr).toMatch(/^The checkpoint of 1 entries cannot be written to /);
  longAgo('seal_checkpoints', 'made_at');
  const { code, stdout } = await run('doctor', '--json');
  expect(code).toBe(1);
  expect(stdout).toContain(
    '1 checkpoints are not outside of the database, the first of them made on 2026-01-01',
  );
});

test('doctor tells that the key to secrets is another one, by which nothing can be sealed', async () => {
  const { folder, json, run } = freshInstallation();
  await json('account', 'create', '--name', 'Acme');
  await json('audit', 'seal');
  writeFileSync(join(folder, 'data/rollcall.db.key'), randomBytes(32).toString('base64'));
  const { code, stdout } = await run('doctor');
  expect(code).toBe(1);
  expect(stdout).toContain(
    '✗ audit log       the last checkpoint, of 1 entries, is not signed by a key of this log',
  );
  expect((await run('audit', 'seal')).code).toBe(1);
});
