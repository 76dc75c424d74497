import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const create = ['account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.com'] as const;

test('an account says how long its audit log stays, and without a folder all of it does', async () => {
  const { run, json } = freshInstallation();
  await json(...create);
  expect(await json('audit', 'archive')).toEqual({ archived: 0, pruned: 0 });
  const kept = await json('account', 'audit-log', '--keep-days', '30');
  expect(kept).toMatchObject({ auditLogDaysKept: 30, auditLogArchivedBefore: null });
  const { code, stdout, stderr } = await run('audit', 'archive');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^There is no folder for archives .* Set ROLLCALL_AUDIT_ARCHIVE\.\n$/);
  const { checks } = await json('doctor');
  expect(checks.find(({ name }: { name: string }) => name === 'audit log archive')).toMatchObject({
    mend: expect.stringContaining('ROLLCALL_AUDIT_ARCHIVE'),
  });
  expect(await json('account', 'audit-log', '--keep-days', 'all')).toMatchObject({ auditLogDaysKept: null });
  expect(await json('audit', 'archive')).toEqual({ archived: 0, pruned: 0 });
});

test('days that are too few, or none, change nothing', async () => {
  const { run, json } = freshInstallation();
  await json(...create);
  for (const days of ['29', '36501', 'some']) {
    const { code, stderr } = await run('account', 'audit-log', '--keep-days', days);
    expect(code, days).not.toBe(0);
    expect(stderr).toContain('30 to 36500');
  }
  expect(await json('account', 'show', 'Acme')).toMatchObject({ auditLogDaysKept: null });
});

test('a folder that is missing is told, and one that is there is enough', async () => {
  const folder = temporaryFolder();
  const missing = freshInstallation({ ROLLCALL_AUDIT_ARCHIVE: join(folder, 'missing') });
  await missing.json(...create);
  await missing.json('account', 'audit-log', '--keep-days', '30');
  const { stdout } = await missing.run('doctor');
  expect(stdout).toContain('its folder cannot be written');
  const { json, run } = freshInstallation({ ROLLCALL_AUDIT_ARCHIVE: folder });
  await json(...create);
  await json('account', 'audit-log', '--keep-days', '30');
  expect((await run('audit', 'archive')).stdout).toMatch(/^0 entries were archived, and 0 /);
  expect((await run('doctor')).stdout).not.toContain('audit log archive');
});
