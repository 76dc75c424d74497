import { beforeAll, expect, test } from 'vitest';
import { openRollcall } from '../../../src/main/in-process.ts';
import { freshInstallation } from '../../main/installation.ts';

const { folder, json, run } = freshInstallation();
// Each tells of 250,000 characters, so that a page of the audit log holds 15 of them.
const agents = Array.from({ length: 20 }, (_, index) => `agent-${index}@example.com`);
const profile = Object.fromEntries(
  Array.from({ length: 10 }, (_, part) => [`part${part}`, 'x'.repeat(25_000)]),
);

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  const databaseUrl = `sqlite:${folder}/data/rollcall.db`;
  const rollcall = await openRollcall({ serviceName: 'test', databaseUrl });
  const [account] = await rollcall.listAccounts(rollcall.requester());
  if (account === undefined) throw new Error('There is no account.');
  const caller = rollcall.caller(account.state.id);
  for (const userName of agents)
    await rollcall.provisionAgent(caller, { desired: { userName, active: true, profile } });
  const page = await rollcall.readAuditLog(caller, { limit: 1000 });
  expect(page).toHaveLength(15);
  await rollcall.close();
});

const named = (entries: readonly { readonly target: { readonly name: string } }[]) =>
  entries.map(({ target }) => target.name).filter((name) => name.startsWith('agent-'));

test('a tail shows as many as it was asked for, or all', async () => {
  expect(named(await json('audit', 'tail', '--limit', '18'))).toEqual(agents.slice(2));
  expect(named(await json('audit', 'tail', '--limit', '1000'))).toEqual(agents);
});

test('an export shows each, the oldest first', async () => {
  const { stdout } = await run('audit', 'export');
  const entries = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(named(entries)).toEqual(agents);
});
