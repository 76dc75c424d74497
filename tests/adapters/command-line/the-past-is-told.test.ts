import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { json, run, provision } = freshInstallation();
const times: string[] = [];

/** What happens next is later than the time that is told here. */
async function timePasses(): Promise<void> {
  await pause(5);
  times.push(new Date().toISOString());
  await pause(5);
}

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com', 'bob@example.com');
  await json('group', 'create', '--name', 'Friends', '--members', 'ada@example.com');
  await json('attribute', 'declare', 'team', '--type', 'string');
  await json('template', 'create', '--attribute', 'profile.team', '--name-pattern', 'Team {value}');
  await timePasses();
  await json('template', 'remove', 'profile.team', '--yes');
  await json('attribute', 'undeclare', 'team');
  await json('group', 'rename', 'Friends', '--name', 'Others');
  await json('group', 'add', 'Others', 'bob@example.com');
  await json('agent', 'remove', 'ada@example.com', '--yes');
  await timePasses();
});

const at = (place: number) => ['--at', times[place] ?? ''];
const userNames = (agents: { userName: string }[]) => agents.map(({ userName }) => userName);

test('agents and groups are listed and shown as of a time, by the names that they had', async () => {
  expect(userNames((await json('agent', 'list', ...at(0))).agents)).toEqual([
    'ada@example.com',
    'bob@example.com',
  ]);
  expect(userNames((await json('agent', 'list', '--all', ...at(1))).agents)).toEqual(['bob@example.com']);
  expect(await json('agent', 'show', 'ada@example.com', ...at(0))).toMatchObject({
    ...{ userName: 'ada@example.com', version: 0, groups: [{ displayName: 'Friends' }] },
  });
  const { groups } = await json('group', 'list', ...at(0));
  expect(groups).toMatchObject([{ displayName: 'Friends' }]);
  expect(await json('group', 'show', 'friends', ...at(0))).toMatchObject({ members: 1 });
  expect(userNames((await json('group', 'members', 'Friends', ...at(0))).members)).toEqual([
    'ada@example.com',
  ]);
  expect(userNames((await json('group', 'members', 'Others', ...at(1))).members)).toEqual([
    'bob@example.com',
  ]);
  const { stdout } = await run('agent', 'show', 'ada@example.com', ...at(0));
  expect(stdout).not.toMatch(/^version/m);
});

test('declarations and templates are listed as of a time', async () => {
  const { stdout } = await run('attribute', 'list', ...at(0));
  expect(stdout.split('\n')).toMatchObject([
    expect.stringMatching(/^NAME +TYPE +STATUS +FIRST SEEN$/),
    expect.stringMatching(/^profile\.location +- +seen +\d{4}-\S+$/),
    expect.stringMatching(/^profile\.team +string +declared +-$/),
    '',
  ]);
  expect(await json('attribute', 'list', ...at(1))).toMatchObject([{ name: 'location' }]);
  const [template] = await json('template', 'list', ...at(0));
  expect(template).toMatchObject({ attribute: 'profile.team', namePattern: 'Team {value}', kind: 'agents' });
  expect(await json('template', 'list', ...at(1))).toEqual([]);
});

test('what differs between two times is told with why, for people and as one document', async () => {
  const between = ['--from', times[0] ?? '', '--to', times[1] ?? ''];
  const { differences } = await json('audit', 'difference', ...between);
  expect(differences).toMatchObject([
    { type: 'group', name: 'Others', became: 'changed', causes: [{ action: 'GroupUpdated' }] },
    {
      ...{ type: 'agent', name: 'ada@example.com', became: 'went', causes: [{ action: 'AgentRemoved' }] },
      memberships: [{ became: 'left', causes: [{ action: 'GroupMembersChanged' }] }],
    },
    {
      ...{ type: 'agent', name: 'bob@example.com', became: 'same', causes: [] },
      memberships: [{ became: 'joined', causes: [{ action: 'GroupMembersChanged' }] }],
    },
  ]);
  const { stdout } = await run('audit', 'difference', ...between, '--agent', 'ada@example.com');
  expect(stdout).toMatch(
    /^agent {2}ada@example\.com {2}\S+ {2}went\n {2}because +\S+ {2}AgentRemoved by operator/,
  );
  expect((await run('audit', 'difference', '--from', times[1] ?? '')).stdout).toBe('Nothing differs.\n');
  expect(await json('audit', 'difference', '--from', times[1] ?? '')).toEqual({ differences: [] });
});

test.each([
  [['agent', 'list', '--at', '2999-01-01'], 1, /is still to come/],
  [['agent', 'list', '--at', '2020-01-01'], 1, /the account "Acme" was opened at/],
  [['agent', 'list', '--at', 'yesterday'], 1, /"yesterday" is no time. Say how long ago/],
  [['agent', 'show', 'nobody@example.com', '--at', '0m'], 1, /There is no agent/],
  [['audit', 'difference', '--from', '0m', '--to', '1m'], 1, /is before the first/],
])('%j is refused with one sentence', async (verb, code, message) => {
  const ended = await run(...verb);
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
  expect(ended.stderr).toMatch(message);
});
