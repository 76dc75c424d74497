import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { json, run, start, provision } = freshInstallation();
const agents = Array.from({ length: 1005 }, (_, index) => `agent-${index}@example.com`);

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision(...agents);
});

test('an export goes on over all pages and skips nothing', async () => {
  const { code, stdout } = await run('audit', 'export');
  expect(code).toBe(0);
  const entries = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(entries.slice(2).map(({ target }) => target.name)).toEqual(agents);
});

test('an export whose reader has seen enough ends quietly', async () => {
  const exporting = start('audit', 'export');
  await exporting.written(/AccountOpened/);
  exporting.closeOutput();
  expect(await exporting.ended()).toMatchObject({ code: 0, stderr: '' });
});

test('a tail that follows shows the newest entries and then those that are added, each once', async () => {
  const tail = start('audit', 'tail', '--follow', '--json', '--limit', '3');
  await tail.written(/agent-1004/);
  await provision('late@example.com');
  await json('agent', 'deactivate', 'late@example.com');
  await tail.written(/AgentDeactivated/);
  tail.signal('SIGTERM');
  const { stdout } = await tail.ended();
  const shown = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(shown.map(({ action, target }) => `${action} ${target.name}`)).toEqual([
    'AgentProvisioned agent-1002@example.com',
    'AgentProvisioned agent-1003@example.com',
    'AgentProvisioned agent-1004@example.com',
    'AgentProvisioned late@example.com',
    'AgentDeactivated late@example.com',
  ]);
});

test('a tail goes on behind a position, the oldest entries first, and follows from there', async () => {
  const [, third] = await json('audit', 'tail', '--limit', '3');
  const after = String(third.position);
  await provision('behind@example.com', 'far-behind@example.com');
  const shown = await json('audit', 'tail', '--after', after, '--limit', '2');
  expect(shown.map(({ position }: { position: number }) => position)).toEqual([
    third.position + 1,
    third.position + 2,
  ]);
  const tail = start('audit', 'tail', '--follow', '--json', '--after', after);
  await tail.written(/far-behind@/);
  tail.signal('SIGTERM');
  const { stdout } = await tail.ended();
  const positions = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).position);
  expect(positions).toEqual([1, 2, 3].map((behind) => third.position + behind));
});

test('a tail that follows one agent passes over the others', async () => {
  const tail = start('audit', 'tail', '--follow', '--json', '--agent', 'agent-0@example.com');
  await tail.written(/agent-0@/);
  await json('agent', 'deactivate', 'agent-1@example.com');
  await json('agent', 'deactivate', 'agent-0@example.com');
  await tail.written(/AgentDeactivated/);
  tail.signal('SIGTERM');
  expect((await tail.ended()).stdout).not.toContain('agent-1@example.com');
});

test('the log of the service itself is read under its own account', async () => {
  expect(await json('audit', 'tail', '--account', '00000000-0000-0000-0000-000000000000')).toEqual([]);
});

test('a person who was removed, or was always refused, is found by email in any letter case', async () => {
  const [id = ''] = await provision('jon@example.com');
  await json('agent', 'remove', 'jon@example.com', '--yes');
  const [back = ''] = await provision('Jon@example.com');
  await expect(provision('JON@example.com')).rejects.toMatchObject({ code: 'userNameTaken' });
  const found = await json('audit', 'tail', '--agent', 'JON@Example.com');
  expect(found.map(({ action, target }: Entry) => [action, target.id])).toEqual([
    ['AgentProvisioned', id],
    ['AgentRemoved', id],
    ['AgentProvisioned', back],
    ['ProvisionAgent', undefined],
  ]);
  await expect(provision(`${'x'.repeat(65)}@example.com`)).rejects.toMatchObject({ code: 'emailInvalid' });
  const refused = await json('audit', 'tail', '--agent', `${'x'.repeat(65)}@example.com`);
  expect(refused).toMatchObject([{ action: 'ProvisionAgent', refusal: { code: 'emailInvalid' } }]);
  expect((await run('audit', 'tail', '--agent', 'nobody@example.com')).code).toBe(1);
  const shown = await run('agent', 'show', 'nobody@example.com');
  expect([shown.code, shown.stderr]).toEqual([1, expect.stringContaining('audit tail --agent')]);
});

test('a group that was removed is found by its name and by its id', async () => {
  const { id } = await json('group', 'create', '--name', 'Short-lived');
  await json('group', 'remove', 'short-lived', '--yes');
  for (const named of ['SHORT-lived', id]) {
    const found = await json('audit', 'tail', '--group', named);
    expect(found.map(({ action }: Entry) => action)).toEqual(['GroupCreated', 'GroupRemoved']);
  }
});

test('an export says up to when it is complete, and goes on behind where it ended', async () => {
  const first = await run('audit', 'export');
  const [position] = /\d+(?=\.\n$)/.exec(first.stderr) ?? [];
  expect(first.stderr).toMatch(/every entry up to 20\S+Z, the last at position \d+\.\n$/);
  await provision('behind-1@example.com', 'behind-2@example.com');
  const { code, stdout } = await run('audit', 'export', '--after', String(position));
  expect(code).toBe(0);
  const names = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).target.name);
  expect(names).toEqual(['behind-1@example.com', 'behind-2@example.com']);
});

interface Entry {
  readonly action: string;
  readonly target: { readonly id?: string };
}
