import { expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { json, run, provision } = freshInstallation();

test('owners are named, groups give roles and are granted, and an agent is told the role and why', async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.com');
  const [id = ''] = await provision('ada@example.com');
  expect(await json('owner', 'name', 'grace@example.com')).toEqual([
    { userName: 'grace@example.com', agentId: null, status: 'not assigned' },
  ]);
  await json('group', 'create', '--name', 'Admins', '--members', 'ada@example.com');
  expect((await run('role', 'show', 'ada@example.com')).stdout).toContain('none: the agent may not enter');
  expect(await json('role', 'give', 'admin', 'Admins')).toMatchObject({ givesRole: 'admin' });
  expect((await run('role', 'show', 'ada@example.com')).stdout).toContain('admin, by the group "Admins"');
  expect((await run('role', 'list')).stdout).toMatch(/^admin +Admins +Administers/m);
  expect(await json('role', 'administrators')).toEqual([{ id, userName: 'ada@example.com' }]);
  expect(await json('group', 'grant', 'Admins', 'ada@example.com')).toMatchObject({ grantedTo: [id] });
  expect(await json('group', 'withdraw-grant', 'Admins', id)).toMatchObject({ grantedTo: [] });
  const refused = await run('agent', 'deactivate', 'ada@example.com');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('Nobody would be left who administers the account "Acme".');
  expect((await run('role', 'give', 'root', 'Admins')).stderr).toContain('"limitedAdmin"');
  expect(await json('owner', 'dismiss', 'GRACE@example.com')).toEqual([]);
  expect(await json('session', 'list')).toEqual([]);
});
