import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { entities } from '../../src/adapters/typeorm-persistence/entities/database-schema.ts';
import { administer } from '../support/databases.ts';
import { groupSchema, ScimClient, user } from '../support/scim-client.ts';
import type { freshInstallation } from './installation.ts';

type Installation = ReturnType<typeof freshInstallation>;

/** Has the installation hold agents with attributes, groups of all kinds, exceptions, and entries that are sealed. */
export async function fill({ start, json }: Installation): Promise<void> {
  const { id } = await json('account', 'create', '--name', 'Ada', '--sso-issuer', 'https://ada.okta.example');
  const { token } = await json('token', 'create', '--account', id, '--name', 'Okta');
  const server = start('serve');
  const client = new ScimClient(`${await server.address()}/scim/v2`, { authorization: `Bearer ${token}` });
  const members: { value: string }[] = [];
  for (let index = 0; index < 30; index += 1) {
    const emails = [{ value: `agent-${index}@example.com`, primary: true }];
    const profile = { location: index % 2 === 0 ? 'Austin' : 'Zürich' };
    const { status, body } = await client.post(
      '/Users',
      user(`agent-${index}@example.com`, { emails, profile }),
    );
    expect(status).toBe(201);
    if (index < 10) members.push({ value: body.id });
  }
  const group = { schemas: [groupSchema], displayName: 'Engineers', members };
  expect((await client.post('/Groups', group)).status).toBe(201);
  expect((await client.post('/Users', user('agent-1@example.com'))).status).toBe(409);
  await json('group', 'create-by-rule', '--name', 'Austin', '--rule', 'profile.location eq "Austin"');
  await json('group', 'except', 'Austin', 'agent-1@example.com', '--belongs', 'always', '--reason', 'Covers');
  await json('agent', 'deactivate', 'agent-3@example.com');
  expect((await server.stop()).code).toBe(0);
  await json('audit', 'seal');
}

/** Every row of every table, as a text. */
async function rowsIn(url: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = [...entities.map(({ options }) => options.name), 'migrations'];
  const read = async (table: string) => {
    const rows = (await administer(url, `SELECT * FROM ${table}`)) as readonly unknown[];
    return [table, rows.map((row) => JSON.stringify(row)).toSorted()] as const;
  };
  const found: (readonly [string, readonly string[]])[] = [];
  for (const table of tables) found.push(await read(table));
  return Object.fromEntries(found);
}

/** What people read of it: agents, groups with who belongs to them and why, and the audit log. */
export async function readBy({ json, run, folder }: Installation): Promise<unknown> {
  await run('audit', 'export', '--output', 'entries.jsonl');
  return {
    agents: await json('agent', 'list', '--all'),
    groups: await json('group', 'list', '--all'),
    engineers: await json('group', 'members', 'Engineers'),
    austin: await json('group', 'members', 'Austin'),
    exceptions: await json('group', 'exceptions', 'Austin'),
    entries: readFileSync(`${folder}/entries.jsonl`, 'utf8'),
  };
}

/** Fails unless every table of one is in the other, and something is in most of them. */
export async function expectSameDatabase(restored: string, backedUp: string): Promise<void> {
  const [found, wanted] = [await rowsIn(restored), await rowsIn(backedUp)];
  expect(found).toEqual(wanted);
  for (const table of [
    'agents',
    'agent_values',
    'agent_groups',
    'memberships',
    'journal',
    'seal_checkpoints',
  ])
    expect([table, found[table]?.length]).not.toEqual([table, 0]);
}
