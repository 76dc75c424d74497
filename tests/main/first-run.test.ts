import { expect, test } from 'vitest';
import { freshFolder } from './installation.ts';

const withBasic = (token: string) => ({
  headers: { Authorization: `Basic ${Buffer.from(`apikey:${token}`).toString('base64')}` },
});

test('the first run makes an account and shows what to type into Okta; the token works', async () => {
  const { start } = freshFolder();
  const server = start('serve', '--first-account');
  const address = await server.address();
  const [, baseUrl] = await server.written(/base URL\s+(http\S+)/i);
  expect(baseUrl).toBe(`${address}/scim/v2`);
  expect(await server.written(/Username\s+apikey/)).toBeDefined();
  const [token = ''] = await server.written(/rollcall_[0-9a-f]{32}_[\w-]{43}/);
  const answer = await fetch(`${baseUrl}/Users?startIndex=1&count=2`, withBasic(token));
  expect(answer.status).toBe(200);
  const { code, stdout } = await server.stop();
  expect(code).toBe(0);
  expect(stdout).toContain('not shown again');
  expect(stdout).toContain('npm run demo');
  expect(stdout).toContain('rollcall account connect-sso');
  expect(stdout.split(token)).toHaveLength(2);
});

test('the first run shows a link by which its owner signs in once', async () => {
  const { start, json, run } = freshFolder();
  const server = start('serve', '--first-account');
  const address = await server.address();
  const [, secret = ''] = await server.written(/\/sign-in\/link#([\w-]{43})$/m);
  const follow = () =>
    fetch(`${address}/sign-in/link`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: address },
      body: new URLSearchParams({ secret }),
    });
  const answer = await follow();
  expect(answer.status).toBe(303);
  expect((await follow()).status).toBe(403);
  const headers = { Cookie: answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '' };
  const page = await (await fetch(`${address}/sign-out`, { headers })).text();
  const [owner] = (await json('owner', 'list')) as [{ userName: string }];
  expect(owner.userName).toMatch(/^first-owner-[0-9a-f]{12}@rollcall\.invalid$/);
  expect(page).toContain(owner.userName);
  expect((await run('audit', 'tail')).stdout).toContain('SignInLinkUsed');
  const { stdout } = await server.stop();
  expect(stdout.split(secret)).toHaveLength(2);
});

test('a later run makes no account and no token, and says how to make another token', async () => {
  const { start, json } = freshFolder();
  const first = start('serve', '--first-account');
  await first.written(/not shown again/);
  await first.stop();
  const second = start('serve', '--first-account');
  await second.address();
  await second.written(/rollcall token create/);
  const { stdout } = await second.stop();
  expect(stdout).toContain('/scim/v2');
  expect(stdout).not.toMatch(/rollcall_[0-9a-f]{32}_|link#/);
  expect(stdout).toContain('rollcall sign-in-link');
  expect(await json('account', 'list')).toHaveLength(1);
  expect(await json('token', 'list')).toHaveLength(1);
});

test('with --json what to type into Okta is one line of JSON', async () => {
  const { start } = freshFolder();
  const server = start('serve', '--first-account', '--json');
  const [line = ''] = await server.written(/^\{"baseUrl".*$/m);
  expect(JSON.parse(line)).toEqual({
    baseUrl: `${await server.address()}/scim/v2`,
    username: 'apikey',
    accountId: expect.any(String),
    token: expect.stringMatching(/^rollcall_/),
    expiresAt: expect.any(String),
    signInLink: expect.stringMatching(new RegExp(`^${await server.address()}/sign-in/link#[\\w-]{43}$`)),
  });
  await server.stop();
});

test('without --first-account nothing is made, and the log is all there is on standard output', async () => {
  const { start, json } = freshFolder();
  const server = start('serve');
  await server.address();
  const { stdout } = await server.stop();
  for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
  expect(await json('account', 'list')).toEqual([]);
});
