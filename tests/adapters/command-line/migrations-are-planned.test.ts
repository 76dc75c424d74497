import { expect, test } from 'vitest';
import { freshFolder, freshInstallation } from '../../main/installation.ts';
import { administer } from '../../support/databases.ts';

test('migrate --plan says what each pending migration does, how long about, who waits and how to go back', async () => {
  const { folder, json, run, provision } = freshInstallation();
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com');
  expect((await run('migrate', '--plan')).stdout).toMatch(
    /^database +SQLite .*\n.*\n\nThe schema is up to date\.\n$/,
  );
  const url = `sqlite:${folder}/data/rollcall.db`;
  await administer(
    url,
    "DELETE FROM migrations WHERE name LIKE 'JournalTimes%' OR name LIKE 'JournalOrder%'",
  );
  const { stdout } = await run('migrate', '--plan');
  expect(stdout).toContain(`
JournalTimes1764400000000
  Has entries of the audit log found by their time.
  journal (about 3 rows): about 1 s; who writes waits until it is done; who reads does not.
  It only adds: processes of the version before go on working beside it and after it.
  To go back, start the version before; nothing has to be undone.
`);
  expect(stdout).toContain(`
  It takes away: processes of versions older than 0.1.0 are refused from then on.
  To go back to one of them, restore a backup from before it; it cannot be undone otherwise.
`);
  const { planned } = await json('migrate', '--plan');
  expect(planned).toMatchObject([
    { name: 'JournalTimes1764400000000', kind: 'expands', goBackBy: 'startingTheVersionBefore' },
    { name: 'JournalOrder1764700000000', kind: 'contracts', goBackBy: 'restoringABackup' },
  ]);
  expect(planned[0].tables).toEqual([{ name: 'journal', rows: 3, wait: 'writes', seconds: 1 }]);
});

test('migrate --plan makes no database where there is none', async () => {
  const { code, stderr } = await freshFolder().run('migrate', '--plan');
  expect([code, stderr]).toEqual([1, expect.stringContaining('There is no database')]);
});
