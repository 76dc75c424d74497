import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { json, run } = freshInstallation();
let account: string;

beforeAll(async () => {
  const opened = await json(
    'account',
    'create',
    '--name',
    'Acme',
    '--sso-issuer',
    'https://acme.okta.example',
  );
  account = opened.id;
});

test('an account is made, shown, listed, and its Single Sign-On is taken away and given back', async () => {
  expect(await json('account', 'show', account)).toMatchObject({ id: account, name: 'Acme' });
  expect(await json('account', 'list')).toMatchObject([{ id: account }]);
  expect(await json('account', 'disconnect-sso', account)).toMatchObject({ ssoIssuers: [] });
  const issuer = 'https://acme.okta.example';
  expect(await json('account', 'connect-sso', account, '--issuer', issuer)).toMatchObject({
    ssoIssuers: [issuer],
  });
});

test('groups over SCIM are switched off and on again, and an account tells which', async () => {
  expect(await json('account', 'show', account)).toMatchObject({ groupsOverScim: true });
  const off = await json('account', 'groups', '--account', account, '--over-scim', 'off');
  expect(off).toMatchObject({ id: account, groupsOverScim: false });
  expect(await json('account', 'list')).toMatchObject([{ groupsOverScim: false }]);
  const { stdout } = await run('account', 'show', account);
  expect(stdout).toMatch(/^groups over SCIM +off$/m);
  expect(await json('account', 'groups', '--over-scim', 'on')).toMatchObject({ groupsOverScim: true });
});

test('a token is made, rotated and revoked; its text is shown once and its hash never', async () => {
  const made = await json('token', 'create', '--account', account, '--name', 'Okta');
  expect(Object.keys(made)).toEqual(['id', 'token', 'expiresAt', 'agentId']);
  expect(made.token).toMatch(/^rollcall_[0-9a-f]{32}_[\w-]{43}$/);
  const next = await json('token', 'rotate', made.id, '--never-expires');
  expect(next.expiresAt).toBeNull();
  await json('token', 'revoke', made.id);
  expect(await json('token', 'list')).toEqual([
    expect.objectContaining({ id: made.id, status: 'revoked', lastCharacters: made.token.slice(-4) }),
    expect.objectContaining({ id: next.id, name: 'Okta 2', status: 'active', rotatedFrom: made.id }),
  ]);
  const listed = await run('token', 'list', '--json');
  expect(listed.stdout).not.toContain('secretHash');
  expect(listed.stdout).not.toContain(made.token);
});

test.each([
  ['1', 1],
  ['3650', 3650],
])('a token may last %s days', async (text, days) => {
  const { expiresAt } = await json('token', 'create', '--name', `For ${text}`, '--expires-in-days', text);
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(days);
});

test('the audit log shows what the operator did, the newest last, and exports all of it as lines', async () => {
  const tail = await json('audit', 'tail', '--limit', '1000');
  expect(tail.map((entry: { action: string }) => entry.action).slice(0, 6)).toEqual([
    'AccountOpened',
    'SsoConnectionAdded',
    'SsoConnectionRemoved',
    'SsoConnectionAdded',
    'GroupsOverScimSwitchedOff',
    'GroupsOverScimSwitchedOn',
  ]);
  expect(tail[0]).toMatchObject({ principal: { kind: 'operator' }, source: 'command line' });
  const lines = async (...options: string[]) => {
    const { stdout } = await run('audit', 'export', ...options);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  };
  expect(await lines()).toEqual(tail);
  expect(await lines('--after', String(tail[1].position))).toEqual(tail.slice(2));
});

test('every verb prints text for people where --json is not said', async () => {
  const { code, stdout } = await run('account', 'list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ID +NAME +STATUS +SINGLE SIGN-ON +GROUPS OVER SCIM +CREATED\n/);
  expect(stdout).toContain('Acme');
});

test('the schema is up to date, and there is nothing left to migrate', async () => {
  expect(await json('migrate', '--status')).toMatchObject({ pending: [] });
  expect(await json('migrate')).toEqual({ ran: [] });
});

test('with two accounts, one must be named, and the error lists both', async () => {
  const second = await json('account', 'create', '--name', 'Globex');
  const { code, stdout, stderr } = await run('token', 'list', '--json');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  const { error } = JSON.parse(stderr);
  expect(error.code).toBe('accountAmbiguous');
  expect(error.message).toContain(account);
  expect(error.message).toContain(second.id);
});
