import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { expect, test, vi } from 'vitest';
import { ScimClient } from '../support/scim-client.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Acknowledged, expectAllKept, unlimited, until, writeAgents } from './acknowledged-writes.ts';
import { expectSameDatabase, fill, readBy } from './backed-up-installation.ts';
import { freshFolder, freshInstallation } from './installation.ts';

// Each test starts a dozen processes, one after the other.
vi.setConfig({ testTimeout: 360_000 });

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);
const databaseIn = (folder: string): string => `sqlite:${folder}/data/rollcall.db`;

test('a backup that is restored into an empty place is what was backed up, and its audit log verifies', async () => {
  const environment = { ROLLCALL_AUDIT_CHECKPOINTS: temporaryFolder() };
  const backedUp = freshInstallation(environment);
  await fill(backedUp);
  const place = temporaryFolder();
  const backup = `${place}/rollcall.backup`;
  const told = await backedUp.json('backup', backup, '--with-keys');
  expect(told).toEqual({
    file: backup,
    bytes: statSync(backup).size,
    keys: [`${backup}.key`],
    keepBeside: [{ what: 'checkpoints of the audit log', where: environment.ROLLCALL_AUDIT_CHECKPOINTS }],
  });
  expect([modeOf(backup), modeOf(`${backup}.key`)]).toEqual(['600', '600']);
  expect(readdirSync(place).toSorted()).toEqual(['rollcall.backup', 'rollcall.backup.key']);

  const restored = freshFolder(environment);
  await restored.json('restore', backup);
  await expectSameDatabase(databaseIn(restored.folder), databaseIn(backedUp.folder));
  expect(await readBy(restored)).toEqual(await readBy(backedUp));
  const verified = await restored.json('audit', 'verify');
  expect(verified).toEqual(await backedUp.json('audit', 'verify'));
  expect(verified).toMatchObject({ checkpointsOutside: verified.checkpoints });
  expect(verified.fault).toBeUndefined();
  expect([modeOf(`${restored.folder}/data`), modeOf(`${restored.folder}/data/rollcall.db`)]).toEqual([
    '700',
    '600',
  ]);
  const server = restored.start('serve');
  expect((await fetch(`${await server.address()}/readyz`)).status).toBe(200);
  expect((await server.stop()).code).toBe(0);
});

test('a backup that is made while the service writes is of one moment, and holds nobody up', async () => {
  const { folder, start, run, json } = freshInstallation(unlimited);
  const { id } = await json('account', 'create', '--name', 'Ada', '--sso-issuer', 'https://ada.okta.example');
  const { token } = await json('token', 'create', '--account', id, '--name', 'Okta');
  const server = start('serve');
  const clientOf = (address: string) =>
    new ScimClient(`${address}/scim/v2`, { authorization: `Bearer ${token}` });
  const client = clientOf(await server.address());
  const acknowledged: Acknowledged = new Map();
  let goesOn = true;
  const load = Promise.all(
    [1, 2, 3].map((writer) =>
      writeAgents(
        (ask) => ask(client),
        `writer-${writer}`,
        acknowledged,
        () => goesOn,
      ),
    ),
  );
  await Promise.race([until(() => acknowledged.size > 30), load]);
  const before = new Map(acknowledged);
  expect((await run('backup', 'copy.db')).code).toBe(0);
  goesOn = false;
  await load;
  expect((await server.stop()).code).toBe(0);

  const restored = freshFolder(unlimited);
  expect((await restored.run('restore', `${folder}/copy.db`)).code).toBe(0);
  const serving = restored.start('serve');
  await expectAllKept(clientOf(await serving.address()), databaseIn(restored.folder), before);
  expect((await serving.stop()).code).toBe(0);
});

test('nothing is written over, and what is no backup is refused', async () => {
  const { folder, run } = freshInstallation();
  expect((await run('migrate')).code).toBe(0);
  writeFileSync(`${folder}/notes`, 'Minutes of the meeting. '.repeat(500));
  expect((await run('backup', 'copy.db')).code).toBe(0);
  const refused = async (reason: RegExp, ...verb: readonly string[]) => {
    const { code, stderr } = await run(...verb);
    expect([verb, code, stderr]).toEqual([verb, 1, expect.stringMatching(reason)]);
  };
  const before = readFileSync(`${folder}/copy.db`);
  await refused(/copy\.db is there already/, 'backup', 'copy.db');
  expect(readFileSync(`${folder}/copy.db`).equals(before)).toBe(true);
  await refused(/rollcall\.db is there already, and a database is never written over/, 'restore', 'copy.db');
  rmSync(`${folder}/data/rollcall.db`);
  await refused(/There is no file other\.db/, 'restore', 'other.db');
  await refused(/notes is no backup of Rollcall's/, 'restore', 'notes');
  const damaged = Buffer.from(before);
  damaged.fill(0xff, before.length / 2, before.length / 2 + 8192);
  writeFileSync(`${folder}/damaged.db`, damaged);
  await refused(/damaged|malformed/, 'restore', 'damaged.db');
  expect(
    readdirSync(`${folder}/data`).filter(
      (name) => name.startsWith('rollcall.db-') || name.includes('unfinished'),
    ),
  ).toEqual(expect.not.arrayContaining([expect.stringContaining('unfinished'), 'rollcall.db-wal']));
  expect(existsSync(`${folder}/data/rollcall.db`)).toBe(false);
  expect((await run('restore', 'copy.db')).code).toBe(0);
});

test('another key than that of the backup is not written over, and a key that is missing is told', async () => {
  const { folder, start, run } = freshInstallation();
  const server = start('serve', '--first-account');
  await server.written(/rollcall_[0-9a-f]{32}_[\w-]{43}/);
  await server.stop();
  const { stdout } = await run('backup', 'without.db');
  expect(stdout).toContain('the key to secrets: data/rollcall.db.key');
  expect((await run('backup', 'with.db', '--with-keys')).code).toBe(0);
  expect((await run('backup', 'with.db', '--with-keys')).stderr).toContain('with.db.key is there already');

  const restored = freshFolder();
  expect((await restored.run('restore', `${folder}/without.db`)).stdout).toContain(
    'Missing: the key to secrets: data/rollcall.db.key',
  );
  const other = freshFolder();
  await other.run('migrate');
  rmSync(`${other.folder}/data/rollcall.db`);
  writeFileSync(`${other.folder}/data/rollcall.db.key`, Buffer.alloc(32).toString('base64'));
  expect((await other.run('restore', `${folder}/with.db`)).stderr).toContain('has another key than');
  copyFileSync(`${folder}/with.db.key`, `${other.folder}/data/rollcall.db.key`);
  expect((await other.run('restore', `${folder}/with.db`)).code).toBe(0);
});

test('a backup that is older than the last checkpoint outside is told as such, with what to do', async () => {
  const environment = { ROLLCALL_AUDIT_CHECKPOINTS: temporaryFolder() };
  const backedUp = freshInstallation(environment);
  await fill(backedUp);
  await backedUp.json('backup', 'old.db', '--with-keys');
  await backedUp.json('agent', 'deactivate', 'agent-5@example.com');
  const { sealed } = await backedUp.json('audit', 'seal');

  const restored = freshFolder(environment);
  await restored.json('restore', `${backedUp.folder}/old.db`);
  const { code, stdout } = await restored.run('audit', 'verify');
  expect([code, stdout]).toEqual([
    1,
    expect.stringMatching(
      new RegExp(
        `checkpoint outside of the database is about ${sealed} entries.*where an older backup was restored.*name a new place in ROLLCALL_AUDIT_CHECKPOINTS`,
      ),
    ),
  ]);
  expect((await restored.run('doctor')).stdout).toContain(
    `a checkpoint outside of the database is about ${sealed} entries, and the database has less: an older backup was restored`,
  );
  // As the operator is told.
  const mended = freshFolder({ ROLLCALL_AUDIT_CHECKPOINTS: temporaryFolder() });
  await mended.json('restore', `${backedUp.folder}/old.db`);
  await mended.json('agent', 'deactivate', 'agent-6@example.com');
  await mended.json('audit', 'seal');
  expect((await mended.json('audit', 'verify')).fault).toBeUndefined();
  expect((await mended.run('doctor')).stdout).not.toContain('older backup');
});

test('an audit file that is ahead of a restored database keeps the sink from going on until it is moved away', async () => {
  const environment = { ROLLCALL_AUDIT_FILE: 'audit.jsonl' };
  const { folder, start, run, json, provision } = freshInstallation(environment);
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await run('backup', 'old.db');
  await provision('ada@example.com', 'grace@example.com');
  const serving = start('serve');
  await expect.poll(async () => (await run('doctor')).stdout).toContain('audit.jsonl has every entry');
  await serving.stop();
  for (const ending of ['', '-wal', '-shm']) rmSync(`${folder}/data/rollcall.db${ending}`, { force: true });
  expect((await run('restore', 'old.db')).code).toBe(0);
  const restored = start('serve');
  await restored.written(/it is that of another database, or this one was restored from an older backup/);
  await restored.stop();
  copyFileSync(`${folder}/audit.jsonl`, `${folder}/lost.jsonl`);
  rmSync(`${folder}/audit.jsonl`);
  const mended = start('serve');
  await expect.poll(async () => (await run('doctor')).stdout).toContain('audit.jsonl has every entry');
  expect((await mended.stop()).code).toBe(0);
});
