import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { openRollcall } from '../../../src/main/in-process.ts';
import { freshInstallation } from '../../main/installation.ts';

const { folder, json, run, start, provision } = freshInstallation();
let [token, ada] = ['', ''];

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  token = (await json('token', 'create', '--name', 'Okta')).id;
  [ada = ''] = await provision('ada@example.com');
  await json('group', 'create', '--name', 'Engineers', '--members', 'ada@example.com');
  await expect(provision('=cmd|calc')).rejects.toMatchObject({ code: 'emailInvalid' });
  await json('agent', 'remove', 'ada@example.com', '--yes');
});

interface Entry {
  readonly at: string;
  readonly action: string;
}

const actions = (entries: readonly Entry[]) => entries.map(({ action }) => action);
const tail = async (...options: readonly string[]) => actions(await json('audit', 'tail', ...options));
const exported = async (...options: readonly string[]) => {
  const { stdout } = await run('audit', 'export', ...options);
  return actions(stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)])));
};

test.each<[readonly string[], readonly string[]]>([
  [
    ['--by', 'test'],
    ['AgentProvisioned', 'ProvisionAgent'],
  ],
  [
    ['--by', 'service test'],
    ['AgentProvisioned', 'ProvisionAgent'],
  ],
  [['--by', 'service', '--refused'], ['ProvisionAgent']],
  [['--by', 'nobody'], []],
  [['--token', 'OKTA'], ['ApiTokenIssued']],
  [
    ['--agent', 'ADA@example.com'],
    ['AgentProvisioned', 'AgentRemoved'],
  ],
  [['--agent', 'ada@example.com', '--by', 'test'], ['AgentProvisioned']],
  [['--agent', '=cmd|calc'], ['ProvisionAgent']],
  [
    ['--group', 'engineers'],
    ['GroupCreated', 'GroupMembersChanged'],
  ],
  [['--since', '1h', '--refused'], ['ProvisionAgent']],
  [['--until', '1h'], []],
  [['--sign-in', 'brave-otter-42'], []],
  [['--action', 'AgentRemoved'], ['AgentRemoved']],
  [['--attribute', 'profile.Location', '--by', 'test'], ['AgentProvisioned']],
  [
    ['--attribute', 'members'],
    ['GroupCreated', 'GroupMembersChanged'],
  ],
  [['--refusal', 'emailInvalid'], ['ProvisionAgent']],
  [['--refusal', 'userNameTaken'], []],
  [['--request', 'nobody-sent-this'], []],
])('a tail and an export with %j show the same', async (options, expected) => {
  expect(await Promise.all([tail(...options), exported(...options)])).toEqual([expected, expected]);
});

test('an agent and an API token are found by their ids', async () => {
  expect(await tail('--token', token)).toEqual(['ApiTokenIssued']);
  expect(await tail('--agent', ada, '--by', 'test')).toEqual(['AgentProvisioned']);
  // Also as whom they made a member of a group.
  expect(await tail('--agent', ada)).toEqual([
    'AgentProvisioned',
    'GroupCreated',
    'AgentRemoved',
    'GroupMembersChanged',
  ]);
  expect(await tail('--by', token)).toEqual([]);
});

test('a time begins with its entry and ends before it', async () => {
  const entries: readonly Entry[] = await json('audit', 'tail');
  const first = entries.find(({ action }) => action === 'AgentProvisioned')?.at ?? '';
  const last = entries.find(({ action }) => action === 'ProvisionAgent')?.at ?? '';
  const within = await tail('--since', first, '--until', last);
  expect(within).toEqual(actions(entries.filter(({ at }) => at >= first && at < last)));
  expect([within[0], within.includes('ProvisionAgent')]).toEqual(['AgentProvisioned', false]);
  const today = new Date().toISOString().slice(0, 10);
  expect(await tail('--since', today)).toHaveLength(entries.length);
  expect(await tail('--until', `${today}T00:00`)).toEqual([]);
  expect(await tail('--since', '2026-01-01T02:00:00+02:00', '--until', '2026-01-01T00:00:00.001Z')).toEqual(
    [],
  );
});

test.each([
  [['--since', 'yesterday'], 1, '"yesterday" is no time. Say how long ago, such as 30m, 24h, 7d or 2w'],
  [['--since', '2024-02-30'], 1, '"2024-02-30" is no time.'],
  [['--since', '1h', '--until', '2h'], 1, 'Give an earlier --since, or a later --until.'],
  [
    ['--agent', 'nobody@example.com'],
    1,
    'There is no agent of that id or email in this account, and no entry',
  ],
  [['--agent', '0199d2a0-1111-7000-8000-000000000009'], 1, 'There is no agent of that id or email'],
  [['--group', 'Sales'], 1, 'There is no group of that id or name in this account, and no entry'],
  [['--token', 'Entra'], 1, 'There is no API token of that id or name'],
  [['--follow', '--until', '1h'], 2, "option '--follow' cannot be used with option '--until <time>'"],
])('%j is refused with what to do', async (options, code, message) => {
  expect(await run('audit', 'tail', ...options)).toMatchObject({
    code,
    stderr: expect.stringContaining(message),
  });
});

test('a tail that follows refusals passes over everything else', async () => {
  const following = start('audit', 'tail', '--follow', '--json', '--refused');
  await following.written(/ProvisionAgent/);
  await provision('grace@example.com');
  await expect(provision('grace@example.com')).rejects.toMatchObject({ code: 'userNameTaken' });
  await following.written(/userNameTaken/);
  following.signal('SIGTERM');
  const lines = (await following.ended()).stdout.trimEnd().split('\n');
  expect(actions(lines.map((line) => JSON.parse(line)))).toEqual(['ProvisionAgent', 'ProvisionAgent']);
});

test('a person who is gone is found by email also where an attempt came too late', async () => {
  const rollcall = await openRollcall({
    serviceName: 'test',
    databaseUrl: `sqlite:${folder}/data/rollcall.db`,
  });
  const [account] = await rollcall.listAccounts(rollcall.requester());
  const caller = rollcall.caller(account?.state.id as never);
  const late = rollcall.deactivateAgent(caller, { id: ada as never });
  await expect(late).rejects.toMatchObject({ code: 'agentNotFound' });
  await rollcall.close();
  expect((await tail('--agent', 'ada@example.com')).at(-1)).toBe('DeactivateAgent');
});

test('an export is complete CSV, in which no text is a formula', async () => {
  const { stdout, stderr } = await run(
    'audit',
    'export',
    '--format',
    'csv',
    '--refused',
    '--by',
    'test',
    '--until',
    '2100-01-01',
  );
  const [heading, first] = stdout.split('\r\n');
  expect(heading).toBe(
    'position,at,accountId,principalKind,principalId,principalName,source,requestId,action,targetType,targetId,targetName,changes,refusalCode,refusalMessage,leftOut',
  );
  expect(first).toMatch(
    /^\d+,20\d\d-\d\d-\d\dT[\d:.]+Z,[\w-]+,service,,test,in process,[\w-]+,ProvisionAgent,agent,,'=cmd\|calc,\[\],emailInvalid,"""userName"" must be /,
  );
  expect(stderr).toMatch(
    /^This is every entry that was asked for up to 20\S+Z, the last at position \d+\.\n$/,
  );
  expect((await run('audit', 'export', '--format', 'csv', '--by', 'nobody')).stdout).toBe(`${heading}\r\n`);
  const { stdout: all } = await run('audit', 'export', '--format', 'csv', '--group', 'Engineers');
  expect(all).toContain(
    `"[{""path"":""members"",""from"":[{""id"":""${ada}"",""userName"":""ada@example.com""}]}]"`,
  );
});

test('members are told by name, and by id where an older entry has no names', async () => {
  const { stdout } = await run('audit', 'tail', '--group', 'Engineers');
  expect(stdout).toContain('ada@example.com was added to Engineers\n');
  expect(stdout).toContain('ada@example.com was removed from Engineers\n');
  const database = new Database(`${folder}/data/rollcall.db`);
  const changes = JSON.stringify([{ path: 'members', from: [ada] }]);
  database.prepare("UPDATE journal SET changes = ? WHERE action = 'GroupMembersChanged'").run(changes);
  database.close();
  const { stdout: older } = await run('audit', 'tail', '--group', 'Engineers');
  expect(older).toContain(`${ada} was removed from Engineers\n`);
});
