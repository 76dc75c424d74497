import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { freshFolder } from '../../main/installation.ts';
import { administer } from '../../support/databases.ts';

test.each([
  [['account', 'list']],
  [['account', 'create', '--name', 'Acme']],
  [['token', 'create', '--name', 'Okta']],
  [['agent', 'list', '--filter', 'userName pr']],
  [['audit', 'tail']],
  [['audit', 'export']],
  [['migrate', '--status']],
])('%j makes no database where there is none, and says where to run it', async (verb) => {
  const { folder, run } = freshFolder();
  const { code, stdout, stderr } = await run(...verb);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `There is no database at ${realpathSync(folder)}/data/rollcall.db. Run this in the folder of the installation, or set ROLLCALL_DATABASE_URL; "rollcall serve" and "rollcall migrate" make a new one.\n`,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('once it is migrated, the verbs run', async () => {
  const { json } = freshFolder();
  await json('migrate');
  expect(await json('account', 'list')).toEqual([]);
});

const digestOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

test.each(['auto', 'manual'])(
  'a file that is no database is told once and stays, with migrations that are %s',
  async (migrate) => {
    const { folder, run } = freshFolder({ ROLLCALL_MIGRATE: migrate });
    mkdirSync(`${folder}/data`);
    for (const text of ['short', 'Minutes of the meeting. '.repeat(500)]) {
      writeFileSync(`${folder}/data/rollcall.db`, text);
      const sentence =
        "The database data/rollcall.db is no SQLite database. Nothing was changed; name a database of Rollcall's own in ROLLCALL_DATABASE_URL.\n";
      for (const verb of [['migrate'], ['migrate', '--status'], ['account', 'list'], ['serve']]) {
        expect(await run(...verb)).toMatchObject({ code: 1, stderr: sentence });
      }
      expect((await run('doctor')).stdout).toMatch(/✗ database .*is no SQLite database/);
      expect(readFileSync(`${folder}/data/rollcall.db`, 'utf8')).toBe(text);
    }
  },
);

test('the database of another program is told once and stays as it is, byte for byte', async () => {
  const { folder, run, json } = freshFolder();
  mkdirSync(`${folder}/data`);
  const file = `${folder}/data/rollcall.db`;
  for (const table of ['orders', 'customers'])
    await administer(`sqlite:${file}`, `CREATE TABLE ${table} (id INT)`);
  const before = digestOf(file);
  for (const verb of ['migrate', 'serve']) {
    const { code, stderr } = await run(verb);
    expect([code, stderr]).toEqual([
      1,
      "The database data/rollcall.db has tables of another program (customers, orders) and none of Rollcall's. Nothing was changed; name a database of Rollcall's own in ROLLCALL_DATABASE_URL.\n",
    ]);
  }
  const { stdout } = await run('doctor');
  expect(stdout).toMatch(
    /✗ schema .*another program's: there is customers, orders, and nothing of Rollcall's/,
  );
  expect(digestOf(file)).toBe(before);
  await json('migrate', '--beside-others');
  expect(await json('account', 'list')).toEqual([]);
  expect(await json('migrate')).toEqual({ ran: [] });
});
