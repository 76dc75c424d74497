import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshInstallation, type RollcallProcess } from './installation.ts';

const installation = freshInstallation();
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

test('the demo passes, leaves no agent and no working token, and never shows its credentials', async () => {
  const { code, stdout } = await demo();
  expect(stdout).toContain('Passed: all ');
  expect(code).toBe(0);
  for (const part of [
    'Test Connector',
    'Look-up',
    'Create',
    'Profile update',
    'Deactivation',
    'Reactivation',
  ]) {
    expect(stdout).toContain(part);
  }
  expect(stdout).toContain('Email change, which must be rejected');
  expect(stdout).not.toMatch(/authorization|rollcall_[0-9a-f]{32}_/i);
  expect(await installation.json('agent', 'list')).toMatchObject({ total: 0 });
  const tokens = await installation.json('token', 'list');
  expect(tokens.filter((token: { name: string }) => token.name === 'demo')).toMatchObject([
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
  const { token } = await installation.json('token', 'create', '--name', 'Okta');
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
