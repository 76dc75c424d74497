import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { json, run, provision } = freshInstallation();

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com');
});

test('an account is renamed, and is known by the new name only', async () => {
  expect(await json('account', 'rename', 'acme', '--name', 'Globex')).toMatchObject({ name: 'Globex' });
  expect((await run('account', 'show', 'Acme')).code).toBe(1);
  expect(await json('audit', 'tail', '--limit', '1')).toMatchObject([
    { action: 'AccountRenamed', changes: [{ path: 'name', from: 'Acme', to: 'Globex' }] },
  ]);
});

test('closing asks first, and where nobody can answer it wants --yes', async () => {
  for (const options of [[], ['--json']]) {
    const { code, stderr } = await run('account', 'close', 'Globex', ...options);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/Close the account .*Globex.*--yes/)]);
  }
  expect(await json('account', 'show', 'Globex')).toMatchObject({ status: 'open', closedAt: null });
});

test('in a closed account nothing is changed and all is read, until it is reopened', async () => {
  const closed = await json('account', 'close', 'Globex', '--yes');
  expect(closed).toMatchObject({ status: 'closed', closedAt: expect.stringMatching(/^2/) });
  expect((await run('account', 'list')).stdout).toMatch(/Globex +closed/);
  expect((await run('account', 'show', 'Globex')).stdout).toMatch(/^status +closed$.*^closed +2/ms);

  const refused = await run('token', 'create', '--name', 'Okta', '--json');
  expect(JSON.parse(refused.stderr)).toMatchObject({ error: { code: 'accountClosed' } });
  expect(await json('agent', 'show', 'ada@example.com')).toMatchObject({ status: 'active' });
  expect((await json('audit', 'tail')).map(({ action }: { action: string }) => action)).toContain(
    'AccountClosed',
  );
  expect((await run('doctor')).stdout).toMatch(/✓ accounts +0, and 1 closed/);

  expect(await json('account', 'reopen', 'Globex')).toMatchObject({ status: 'open', closedAt: null });
  expect(await json('token', 'create', '--name', 'Okta')).toMatchObject({ token: expect.any(String) });
});

test('an account need not be named where only one is open', async () => {
  const { id } = await json('account', 'create', '--name', 'Second');
  expect((await run('token', 'list')).code).toBe(1);
  await json('account', 'close', id, '--yes');
  expect(await json('token', 'list')).toMatchObject([{ name: 'Okta' }]);
});
