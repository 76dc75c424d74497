import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { json, run, provision } = freshInstallation();
let ids: readonly string[];

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  ids = await provision('ada@example.com', 'grace@example.com', 'mary@example.com');
});

const userNames = ({ agents }: { agents: { userName: string }[] }) => agents.map(({ userName }) => userName);

test('agents are listed in pages, in the order in which they came', async () => {
  const first = await json('agent', 'list', '--count', '2');
  expect(first).toMatchObject({ total: 3, startIndex: 1 });
  expect(userNames(first)).toEqual(['ada@example.com', 'grace@example.com']);
  const second = await json('agent', 'list', '--count', '2', '--start-index', '3');
  expect(userNames(second)).toEqual(['mary@example.com']);
  expect(userNames(await json('agent', 'list', '--user-name', 'GRACE@example.com'))).toEqual([
    'grace@example.com',
  ]);
});

test('an agent is shown by id and by email, whatever its letter case', async () => {
  expect(await json('agent', 'show', String(ids[0]))).toMatchObject({ userName: 'ada@example.com' });
  expect(await json('agent', 'show', 'Ada@Example.com')).toMatchObject({ id: ids[0] });
  const { stdout } = await run('agent', 'show', 'ada@example.com');
  expect(stdout).toMatch(/^userName +ada@example\.com$/m);
  expect(stdout).toMatch(/^profile +\{"location":"London"\}$/m);
});

test('an agent is deactivated and reactivated', async () => {
  expect(await json('agent', 'deactivate', 'ada@example.com')).toMatchObject({ status: 'deactivated' });
  expect(await json('agent', 'reactivate', String(ids[0]))).toMatchObject({ id: ids[0], status: 'active' });
});

test('removing asks first, and where nobody can answer it wants --yes', async () => {
  for (const options of [[], ['--json']]) {
    const { code, stderr } = await run('agent', 'remove', 'mary@example.com', ...options);
    expect(code).toBe(1);
    expect(stderr).toContain('--yes');
  }
  expect(await json('agent', 'list')).toMatchObject({ total: 3 });
  expect(await json('agent', 'remove', 'mary@example.com', '--yes')).toEqual({
    id: ids[2],
    userName: 'mary@example.com',
    status: 'removed',
  });
  expect(await json('agent', 'list')).toMatchObject({ total: 2 });
});

test('a token is bound to an agent by id or email, which its successor keeps', async () => {
  const byId = await json('token', 'create', '--name', 'Ada by id', '--agent', String(ids[0]));
  const byEmail = await json('token', 'create', '--name', 'Ada', '--agent', 'ADA@example.com');
  const next = await json('token', 'rotate', byEmail.id);
  for (const { agentId } of [byId, byEmail, next, ...(await json('token', 'list'))])
    expect(agentId).toBe(ids[0]);
  const { code, stderr } = await run(
    'token',
    'create',
    '--name',
    'x',
    '--agent',
    'nobody@example.com',
    '--json',
  );
  expect(code).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'agentNotFound' } });
});

test.each(['nobody@example.com', '01a20000-0000-7000-8000-000000000000'])(
  '%s is no agent, which is an error with a code',
  async (named) => {
    const { code, stderr } = await run('agent', 'show', named, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'agentNotFound' } });
  },
);

test('the audit log of one agent is shown by email, and of a removed one by id', async () => {
  const actions = async (named: string) => {
    const entries = await json('audit', 'tail', '--agent', named);
    return entries.map(({ action }: { action: string }) => action);
  };
  expect(await actions('ada@example.com')).toEqual([
    'AgentProvisioned',
    'AgentDeactivated',
    'AgentReactivated',
  ]);
  expect(await actions(String(ids[2]))).toEqual(['AgentProvisioned', 'AgentRemoved']);
});
