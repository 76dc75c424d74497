import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkTokens } from '../../../src/adapters/command-line/doctor/check-accounts.ts';
import { checkArchive } from '../../../src/adapters/command-line/doctor/check-archive.ts';
import {
  checkClock,
  checkMigrations,
  checkVersion,
  checkWriting,
} from '../../../src/adapters/command-line/doctor/check-database.ts';
import { SchemaNewer } from '../../../src/application/ports/storage-errors.ts';
import { Account } from '../../../src/domain/account/account.ts';
import { ApiToken, type ApiTokenRequest } from '../../../src/domain/account/api-token.ts';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { instantPlus } from '../../../src/domain/shared/instant.ts';
import { freshFolder, freshInstallation } from '../../main/installation.ts';
import { acme, noon } from '../../support/agents.ts';
import { administer } from '../../support/databases.ts';
import { secretOf } from '../../support/kept-secrets.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const inspection = {
  product: 'MySQL 9.7.0',
  location: 'db:3306/rollcall',
  pendingMigrations: [],
  unknownMigrations: [],
  isNew: false,
  foreignTables: [],
  clock: noon,
};
const now = Date.parse(noon);

test('on a fresh machine the doctor says how to make an account, and once it is made all is well', async () => {
  const { run, json } = freshFolder();
  await json('migrate');
  const before = await run('doctor');
  expect(before.code).toBe(1);
  expect(before.stdout).toContain('rollcall account create');
  await json('account', 'create', '--name', 'Acme');
  const after = await json('doctor');
  expect(after.ok).toBe(true);
  expect(after.checks.map(({ name }: { name: string }) => name)).toEqual([
    'version',
    'configuration',
    'public address',
    'data folder',
    'database',
    'schema',
    'clock',
    'writing',
    'audit log',
    'accounts',
    'administrators',
  ]);
});

test('an account that nobody administers, or only one, is told and is no mistake', async () => {
  const { run, json } = freshInstallation({ ROLLCALL_PUBLIC_URL: 'https://rollcall.example.com' });
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.com');
  const found = async () => {
    const { ok, checks } = await json('doctor');
    const told = checks.filter(({ name }: { name: string }) => name === 'administrators');
    return [ok, ...told.map(({ found }: { found: string }) => found)];
  };
  expect(await found()).toEqual([true, 'nobody is one of "Acme"']);
  for (const userName of ['ada@example.com', 'grace@example.com']) await json('owner', 'name', userName);
  const people = join(temporaryFolder(), 'people.csv');
  writeFileSync(people, 'userName\nada@example.com\n');
  await json('agent', 'import', people);
  expect(await found()).toEqual([true, 'only ada@example.com is one of "Acme"']);
  writeFileSync(people, 'userName\ngrace@example.com\n');
  await json('agent', 'import', people);
  expect(await found()).toEqual([true]);
  expect((await run('doctor')).stdout).toMatch(/\nEverything is as it should be\.\n$/);
});

test('a public address that is not set is told, and is no mistake', async () => {
  const found = async (publicUrl: string) => {
    const { run, json } = freshInstallation({ ROLLCALL_PUBLIC_URL: publicUrl });
    await json('account', 'create', '--name', 'Acme');
    return run('doctor');
  };
  expect(await found('')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^! public address .*\n {2}→ Set ROLLCALL_PUBLIC_URL(?:.*\n)+It works\. See what is marked with "!"\.\n$/m,
    ),
  });
  expect((await found('https://rollcall.example.com')).stdout).toContain('✓ public address');
});

test('the doctor lists each mistake of the configuration', async () => {
  const { run } = freshInstallation({ ROLLCALL_PORT: 'x' });
  const { code, stdout } = await run('doctor', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    checks: [
      { name: 'version', ok: true },
      { name: 'configuration', ok: false, found: expect.stringContaining('ROLLCALL_PORT') },
    ],
  });
});

test('mistakes of the configuration are told to people one a line', async () => {
  const { run } = freshInstallation({ ROLLCALL_PORT: 'x', ROLLCALL_MIGRATE: 'y' });
  const { stdout } = await run('doctor');
  expect(stdout).toMatch(
    /^✗ configuration +The configuration is not valid:\n {2}- ROLLCALL_PORT is .*\n {2}- ROLLCALL_MIGRATE is .*\n {2}→ /m,
  );
  expect(stdout).not.toContain('\u{FFFD}');
});

test('the doctor tells why the database does not answer, without its password', async () => {
  const { run } = freshInstallation({
    ROLLCALL_DATABASE_URL: 'mysql://rollcall:hunter2@127.0.0.1:1/rollcall',
  });
  const { code, stdout, stderr } = await run('doctor');
  expect(code).toBe(1);
  expect(stdout).toContain('ECONNREFUSED');
  expect(stdout + stderr).not.toContain('hunter2');
});

test('a data folder that cannot be made is told', async () => {
  const { run } = freshInstallation({ ROLLCALL_DATABASE_URL: `sqlite:${process.execPath}/data/rollcall.db` });
  const { code, stdout } = await run('doctor');
  expect(code).toBe(1);
  expect(stdout).toContain(`${process.execPath} is no folder`);
});

test('where there is no database yet, the doctor says so and makes none', async () => {
  const { folder, run } = freshFolder();
  const { code, stdout } = await run('doctor');
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(
      /^! database +there is none at \/.*\/data\/rollcall\.db\n {2}→ .*folder of the installation/m,
    ),
  ]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a database that other users of the machine may open is told', async () => {
  const { folder, json, run } = freshInstallation();
  await json('account', 'create', '--name', 'Acme');
  chmodSync(`${folder}/data/rollcall.db`, 0o640);
  const { code, stdout } = await run('doctor');
  expect([code, stdout]).toEqual([1, expect.stringMatching(/✗ database file.*other users/)]);
});

test.each([
  ['MySQL 8.3.9', false],
  ['MySQL 8.4.0', true],
  ['MySQL 8.5.0', true],
  ['MySQL 9.0.1', true],
  ['MariaDB 10.10.7', false],
  ['MariaDB 10.11.0', true],
  ['MariaDB 11.0.2', true],
  ['SQLite 3.54.1', true],
])('%s is supported: %s', (product, ok) => {
  expect(checkVersion({ ...inspection, product }).ok).toBe(ok);
});

test('a schema that is newer is well where it serves this release, and otherwise a start would refuse it', () => {
  const newer = { ...inspection, unknownMigrations: ['Later1'] };
  expect(checkMigrations(newer, true)).toMatchObject({ ok: true });
  const refusal = new SchemaNewer('0.1.0', '0.2.0');
  expect(checkMigrations({ ...newer, refusal }, true)).toMatchObject({ ok: false, found: refusal.message });
});

test('a rename that was interrupted is told, until it is finished', async () => {
  const { folder, json, run, provision } = freshInstallation();
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com');
  const renamed = "UPDATE profile_attributes SET renamed_to = 'city' WHERE name = 'location'";
  await administer(`sqlite:${folder}/data/rollcall.db`, renamed);
  const unfinished = await run('doctor');
  expect([unfinished.code, unfinished.stdout]).toEqual([
    1,
    expect.stringMatching(/✗ attributes +1 agents of "Acme"/),
  ]);
  expect(unfinished.stdout).toContain('rollcall attribute rename location city');
  await json('attribute', 'rename', 'location', 'city');
  expect((await run('doctor')).code).toBe(0);
});

test('tables of other programs are told', async () => {
  const { folder, json, run } = freshInstallation();
  await json('account', 'create', '--name', 'Acme');
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    await administer(`sqlite:${folder}/data/rollcall.db`, `CREATE TABLE ${name} (id INT)`);
  const { code, stdout } = await run('doctor');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/tables.*a, b, c and 2 more/)]);
});

const denied = "CREATE command denied to user 'rollcall'@'%'";
test.each([
  ['all is allowed', {}, true, true],
  ['a write is refused', { refusedWrites: [{ what: 'DELETE on agents', because: denied }] }, false, false],
  ['no table may be made', { refusedCreate: denied }, false, true],
])(
  'where %s, writing is fine: with automatic migrations %s, with manual ones %s',
  (_, refused, automatic, manual) => {
    const trial = { refusedWrites: [], refusedArchiving: [], ...refused };
    expect([checkWriting(trial, true).ok, checkWriting(trial, false).ok]).toEqual([automatic, manual]);
  },
);

test('a right that an archive needs is missed only where an account wants one', () => {
  const refusedArchiving = [{ what: 'DELETE on journal', because: denied }];
  const opened = Account.open(acme, 'Acme', noon).state;
  const keeping = opened.keepAuditLog(30, noon).state;
  const settings = { auditArchive: temporaryFolder() };
  expect(checkArchive([opened], settings, { refusedArchiving })).toEqual([]);
  expect(checkArchive([opened, keeping], settings, { refusedArchiving: [] })).toEqual([]);
  expect(checkArchive([opened, keeping], settings, { refusedArchiving })).toMatchObject([
    { ok: false, found: expect.stringMatching(/all stay: DELETE on journal \(CREATE command denied/) },
  ]);
});

test.each([
  [4999, true],
  [5000, true],
  [5001, false],
])('a clock %i ms apart from the database’s is fine: %s', (milliseconds, ok) => {
  expect(checkClock({ ...inspection, clock: instantPlus(noon, milliseconds) }, now).ok).toBe(ok);
  expect(checkClock({ ...inspection, clock: instantPlus(noon, -milliseconds) }, now).ok).toBe(ok);
});

test.each(['1970-01-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z', '2101-01-01T00:00:00.000Z'])(
  'a machine that says it is %s has a wrong clock, though the database agrees',
  (year) => {
    expect(
      checkClock({ ...inspection, clock: instantPlus(noon, Date.parse(year) - now) }, Date.parse(year)).ok,
    ).toBe(false);
  },
);

test('migrations to run are wrong only where nobody but the operator runs them', () => {
  const behind = { ...inspection, pendingMigrations: ['Agents1'] };
  expect(checkMigrations(behind, true).ok).toBe(true);
  expect(checkMigrations(behind, false)).toMatchObject({ ok: false, mend: 'Run: rollcall migrate' });
});

const account = Account.open(acme, 'Acme', noon).state.state;
const [older, newer] = [apiTokenId('older'), apiTokenId('newer')];
const token = (request: Partial<ApiTokenRequest> = {}) =>
  ApiToken.issue(older, acme, secretOf('hash'), { name: 'Okta', ...request }, noon).state;
const daysLater = (days: number) => now + days * 86_400_000;

test.each([
  [59.9, 0],
  [60, 1],
  [76, 1],
  [89, 1],
  [90, 1],
  [200, 1],
])('of a token of 90 days the doctor has, after %d days, %i complaints', (days, complaints) => {
  expect(checkTokens(account, [token()], daysLater(days))).toHaveLength(complaints);
});

test('a token that never expires, is revoked, or is taken over from, is no complaint', () => {
  const rotated = token().rotate(
    newer,
    secretOf('hash'),
    { name: 'Okta 2', expiresInDays: null },
    noon,
  ).state;
  const revoked = token().revoke(noon).state;
  expect(checkTokens(account, [token({ expiresInDays: null })], daysLater(89))).toEqual([]);
  expect(checkTokens(account, [revoked], daysLater(89))).toEqual([]);
  expect(checkTokens(account, [token(), rotated], daysLater(89))).toEqual([]);
  expect(checkTokens(account, [token(), rotated.revoke(noon).state], daysLater(89))).toHaveLength(1);
});
