import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshFolder, freshInstallation, type RollcallProcess } from './installation.ts';

const installation = freshFolder();
let server: RollcallProcess;
let port: string;
let address: string;

beforeAll(async () => {
  server = installation.start('serve', '--first-account');
  address = await server.address();
  port = new URL(address).port;
});
afterAll(() => server.stop());

/** The same database and port as the server's. */
const demo = (...options: string[]) => {
  const databaseUrl = `sqlite:${installation.folder}/data/rollcall.db`;
  return freshInstallation({ ROLLCALL_PORT: port, ROLLCALL_DATABASE_URL: databaseUrl }).run(
    'demo',
    ...options,
  );
};

test('the demo passes, leaves no agent, connection or working token, and never shows its credentials', async () => {
  const { code, stdout } = await demo();
  expect(stdout).toContain('Passed: all ');
  expect(code).toBe(0);
  for (const part of [
    'Test Connector',
    'Look-up',
    'Create',
    'Profile update',
    'Sign-in: she is in',
    'Sign-in: a response that somebody else signed, which must be refused',
    'Deactivation',
    'Deactivation: she signs in again, which must be refused',
    'Reactivation',
  ]) {
    expect(stdout).toContain(part);
  }
  expect(stdout).toContain('Email change, which must be rejected');
  expect(stdout).not.toMatch(/authorization|set-cookie|rollcall=|rollcall_[0-9a-f]{32}_/i);
  expect(stdout).toMatch(/Tell your administrator:\s+[a-z]+-[a-z]+-\d+/);
  expect(await installation.json('agent', 'list')).toMatchObject({ total: 0 });
  expect(await installation.json('sso', 'list')).toMatchObject([{ kind: 'elsewhere' }]);
  const tokens = await installation.json('token', 'list');
  expect(tokens.filter(({ name }: { name: string }) => name.startsWith('demo of '))).toMatchObject([
    { status: 'revoked' },
  ]);
});

test('as JSON the demo is one document with each request and answer', async () => {
  const { stdout } = await demo('--json');
  const { passed, steps } = JSON.parse(stdout);
  expect(passed).toBe(true);
  expect(steps[0]).toMatchObject({ exchange: { method: 'GET', status: 200 }, failures: [] });
});

test('against another server a token is needed, and its user is left deactivated', async () => {
  expect((await demo('--base-url', `${address}/scim/v2`)).stderr).toContain('--token');
  const { token } = await installation.json('token', 'create', '--name', 'Demo');
  const { code } = await demo('--base-url', `${address}/scim/v2/`, '--token', token);
  expect(code).toBe(0);
  expect(await installation.json('agent', 'list')).toMatchObject({
    total: 1,
    agents: [{ status: 'deactivated' }],
  });
});

test('with a wrong token the verdict says what went wrong, with exit code 1', async () => {
  const { code, stdout } = await demo('--token', 'wrong');
  expect(code).toBe(1);
  expect(stdout).toContain(
    'Failed:\n- Test Connector Configuration: the status is 401, not 200 (The API token',
  );
});

test('where nothing answers, the demo says to start the service first, and makes no token', async () => {
  const { run, json } = freshInstallation({ ROLLCALL_PORT: '1' });
  await json('account', 'create', '--name', 'Acme');
  const { code, stderr } = await run('demo');
  expect(code).toBe(1);
  expect(stderr).toContain('npm start');
  expect(await json('token', 'list')).toEqual([]);
});

test.each([
  ['the pages of something else', 200, {}],
  ['another SCIM service', 401, { 'WWW-Authenticate': 'Bearer realm="Other"' }],
  ['a redirect', 302, { Location: 'https://elsewhere.example/scim/v2/Users' }],
])('%s gets no token, and none is made for it', async (_, status, headers) => {
  const requests: IncomingMessage[] = [];
  const other = createServer((request, response) => {
    requests.push(request);
    response.writeHead(status, headers).end('<h1>Welcome</h1>');
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port: otherPort } = other.address() as AddressInfo;
  const { run, json } = freshInstallation({ ROLLCALL_PORT: String(otherPort) });
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  const given = ['--base-url', `http://127.0.0.1:${otherPort}/scim/v2`, '--token', 'rollcall_secret'];
  for (const options of [[], given, given.slice(2)]) {
    const { code, stderr } = await run('demo', ...options, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: 'serverForeign', message: expect.stringMatching(/is not Rollcall.*No token was sent/) },
    });
  }
  other.close();
  expect(requests).toHaveLength(3);
  for (const request of requests) expect(request.headers).not.toHaveProperty('authorization');
  expect(await json('token', 'list')).toEqual([]);
});
