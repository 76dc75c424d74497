import { expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { run, json } = freshInstallation();

test.each([
  [['token', 'create']],
  [['account', 'create', '--nam', 'Acme']],
  [['agent', 'list', '--count', '1001']],
  [['token', 'create', '--name', 'Okta', '--expires-in-days', '0']],
  [['token', 'create', '--name', 'Okta', '--expires-in-days', '3651']],
  [['token', 'create', '--name', 'Okta', '--expires-in-days', '9', '--never-expires']],
  [['account', 'groups']],
  [['account', 'groups', '--over-scim', 'yes']],
  [['audit', 'tail', '--limit', '0']],
  [['nonsense']],
])('%j is a wrong call: exit code 2 and an error on standard error', async (verb) => {
  const { code, stdout, stderr } = await run(...verb, '--json');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(JSON.parse(stderr)).toEqual({ error: { code: 'usage', message: expect.any(String) } });
});

test('without a verb the help is shown, with exit code 2; asked for, with 0', async () => {
  const called = await run();
  expect(called.code).toBe(2);
  expect(called.stderr).toContain('Usage: rollcall');
  const asked = await run('--help');
  expect(asked.code).toBe(0);
  expect(asked.stdout).toContain('Usage: rollcall');
});

test('a refusal by the domain has its code, and for people its message and what they can do', async () => {
  const refused = await run('account', 'create', '--name', 'Acme', '--sso-issuer', 'http://acme', '--json');
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.stderr)).toMatchObject({ error: { code: 'ssoIssuerInvalid' } });
  const read = await run('account', 'create', '--name', 'Acme', '--sso-issuer', 'http://acme');
  expect(read.stderr).toMatch(
    /^The Single Sign-On issuer must be an https address .* Give the address of the identity provider, such as https:\/\/acme\.okta\.com\.\n$/,
  );
});

test('a verb on an account says how to make one where there is none', async () => {
  const { code, stderr } = await run('token', 'list');
  expect(code).toBe(1);
  expect(stderr).toContain('rollcall account create --name');
});

test('an account that is not there is named', async () => {
  await json('account', 'create', '--name', 'Acme');
  const { stderr } = await run('account', 'show', 'nobody', '--json');
  expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'accountNotFound' } });
});

test('a wrong configuration is told with every verb, whole, and nothing is done', async () => {
  const { run } = freshInstallation({ ROLLCALL_PORT: 'x', ROLLCALL_MIGRATE: 'y' });
  const { code, stderr } = await run('account', 'list', '--json');
  expect(code).toBe(1);
  const { error } = JSON.parse(stderr);
  expect(error.code).toBe('configurationInvalid');
  expect(error.message).toContain('ROLLCALL_PORT');
  expect(error.message).toContain('ROLLCALL_MIGRATE');
});
