import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { ExplainedRequest } from '../../../src/application/requests/explanation/explained-request.ts';
import { type AgentId, agentId } from '../../../src/domain/shared/identifiers.ts';
import { freshInstallation } from '../../main/installation.ts';
import { loggedRequest, writeRequests } from '../../support/logged-requests.ts';
import { basic, ScimClient, user } from '../../support/scim-client.ts';
import { TestServer } from '../../support/start-server.ts';

const { folder, json, run, start } = freshInstallation();
let requestId = '';
let token = '';

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  ({ token } = await json('token', 'create', '--name', 'Okta'));
  const server = await TestServer.start(`sqlite:${folder}/data/rollcall.db`);
  const client = new ScimClient(server.baseUrl(), { Authorization: basic(token) });
  await client.create('ada@example.com', { displayName: 'Ada Byron' });
  const { headers } = await client.post('/Users', user('ada@example.com'));
  requestId = String(headers['x-request-id']);
  await client.with({ Authorization: basic('wrong') }).get('/Users');
  // What waits is written by the stop.
  await server.stop();
});

interface Shown {
  readonly meaning: string;
}

const meanings = (requests: readonly Shown[]) => requests.map(({ meaning }) => meaning);
const added = 'Okta added Ada Byron.';
const refused = 'Okta tried to add ada@example.com, and was refused.';

test('a list has the newest first, a tail the newest last', async () => {
  expect(meanings(await json('requests', 'list'))).toEqual([refused, added]);
  expect(meanings(await json('requests', 'tail'))).toEqual([added, refused]);
});

test.each<[readonly string[], readonly string[]]>([
  [['--failed'], [refused]],
  [['--status', '201'], [added]],
  [
    ['--agent', 'Ada@example.com'],
    [refused, added],
  ],
  [['--agent', 'nobody@example.com'], []],
  [
    ['--token', 'okta', '--since', '1h'],
    [refused, added],
  ],
  [['--until', '1h'], []],
  [['--limit', '1'], [refused]],
])('%j', async (options, expected) => {
  expect(meanings(await json('requests', 'list', ...options))).toEqual(expected);
});

test('a tail that follows shows those that are added, each once', async () => {
  const tail = start('requests', 'tail', '--follow', '--json', '--limit', '1');
  await tail.written(/and was refused/);
  const server = await TestServer.start(`sqlite:${folder}/data/rollcall.db`);
  const client = new ScimClient(server.baseUrl(), { Authorization: basic(token) });
  await client.create('grace@example.com', { displayName: 'Grace Hopper' });
  await client.create('alan@example.com', { displayName: 'Alan Turing' });
  await server.stop();
  await tail.written(/Alan Turing/);
  tail.signal('SIGTERM');
  const { stdout } = await tail.ended();
  const lines = stdout.trimEnd().split('\n');
  expect(meanings(lines.map((line) => JSON.parse(line)))).toEqual([
    refused,
    'Okta added Grace Hopper.',
    'Okta added Alan Turing.',
  ]);
});

test('one is shown by its id with why it was refused and what to do in Okta', async () => {
  const { stdout } = await run('requests', 'show', requestId);
  expect(stdout).toContain(refused);
  expect(stdout).toMatch(/because +There is already an agent with the userName "ada@example\.com"/);
  expect(stdout).toMatch(/to do +Two people have one address.*Applications → your application → Assignments/);
  expect(stdout).toContain(`request ${requestId}`);
  await expect(json('requests', 'show', 'unknown')).rejects.toThrow('requestNotFound');
});

test('what no account is known for is in the log of the service, with the checks of the token', async () => {
  const service = ['--account', '00000000-0000-0000-0000-000000000000'];
  const [request] = await json('requests', 'list', ...service);
  expect(request.meaning).toBe(
    'Somebody who is not known tried to ask for GET /scim/v2/Users, and was refused.',
  );
  const { stdout } = await run('requests', 'show', request.requestId, ...service);
  expect(stdout).toMatch(
    /check +FAILED {2}The token is whole\. Expected: .* Received: a text of 5 characters/,
  );
});

test('what a person asked, a sign-in and one request are found by what names them', async () => {
  const [{ id }] = await json('account', 'list');
  const { id: ada } = await json('agent', 'show', 'ada@example.com');
  const gone = agentId(randomUUID());
  const byPerson = (name: string, of: AgentId) =>
    loggedRequest(id, { principal: { kind: 'person', agentId: of, name } });
  const words = 'brave-otter-42137';
  const asked = {
    ofAda: byPerson('ada@example.com', ada),
    ofGone: byPerson('gone@example.com', gone),
    signIn: loggedRequest(id, { status: 401, mnemonic: words }),
    unrecorded: loggedRequest(id, { status: 0, method: '', path: '', lost: 7 }),
  };
  const server = await TestServer.start(`sqlite:${folder}/data/rollcall.db`);
  await writeRequests(server.requestStore, Object.values(asked));
  await server.stop();
  const ids = async (verb: 'list' | 'tail', ...options: readonly string[]) =>
    (await json('requests', verb, ...options)).map((one: ExplainedRequest) => one.requestId);
  for (const [options, found] of [
    [['--person', 'ADA@example.com'], asked.ofAda],
    [['--person', ada], asked.ofAda],
    [['--person', gone], asked.ofGone],
    [['--sign-in', words], asked.signIn],
    [['--request', asked.ofAda.requestId], asked.ofAda],
    [['--status', '0'], asked.unrecorded],
  ] as const) {
    expect([options, await ids('list', ...options)]).toEqual([options, [found.requestId]]);
    expect([options, await ids('tail', ...options)]).toEqual([options, [found.requestId]]);
  }
  await expect(json('requests', 'list', '--person', 'gone@example.com')).rejects.toThrow('agentNotFound');
  const both = await run('requests', 'list', '--person', ada, '--token', 'Okta');
  expect(both.code).toBe(2);
});

test('an account says until when bodies are kept', async () => {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  expect(await json('account', 'bodies', '--keep-until', until)).toMatchObject({ bodiesKeptUntil: until });
  expect(await json('account', 'bodies', '--keep-until', 'off')).toMatchObject({ bodiesKeptUntil: null });
});
