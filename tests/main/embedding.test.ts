import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterEach, expect, test } from 'vitest';
import {
  ConfigurationInvalid,
  DatabaseForeign,
  openRollcall,
  type Rollcall,
  type RollcallOptions,
} from '../../src/main/in-process.ts';
import { administer, onEachDatabase, sqlite } from '../support/databases.ts';

const opened: Rollcall[] = [];
afterEach(async () => {
  for (const rollcall of opened.splice(0)) await rollcall.close();
});

async function open(options: Partial<RollcallOptions>): Promise<Rollcall> {
  const rollcall = await openRollcall({ serviceName: 'staffing', ...options });
  opened.push(rollcall);
  return rollcall;
}

async function openAccount(rollcall: Rollcall) {
  const account = await rollcall.openAccount(rollcall.requester(), {
    name: 'Acme',
    ssoIssuer: 'https://acme.okta.example',
  });
  const caller = rollcall.caller(account.state.id);
  const { text } = await rollcall.issueToken(caller, { name: 'Okta' });
  return { caller, headers: { Authorization: `Bearer ${text}`, 'Content-Type': 'application/scim+json' } };
}

/** A Koa application of another service; its address. */
async function listening(application: Koa): Promise<{ address: string; close: () => void }> {
  const server = application.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

test('settings are given as options, and are checked as those of the environment', async () => {
  const databaseUrl = await sqlite.freshUrl();
  const refused = open({ databaseUrl, bodyBytesMax: 1 });
  await expect(refused).rejects.toBeInstanceOf(ConfigurationInvalid);
  await expect(refused).rejects.toThrow('ROLLCALL_BODY_BYTES_MAX is "1" in the options');
  await expect(open({ databaseUrl, migrate: 'manual' })).rejects.toThrow('rollcall migrate');
});

test('a logger of the host is written to in place of standard error', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const rollcall = await open({ databaseUrl: await sqlite.freshUrl(), logger });
  await rollcall.listAccounts(rollcall.requester());
  expect(lines.join('')).toContain('"useCase":"ListAccounts"');
});

onEachDatabase('A DataSource of the host', (product) => {
  test('says which database is opened', async () => {
    const url = await product.freshUrl();
    await openAccount(await open({ dataSource: dataSourceOf(product.name, url) }));
    expect(await administer(url, 'SELECT name FROM accounts')).toEqual([{ name: 'Acme' }]);
  });
});

onEachDatabase('A database that has tables of the host', (product) => {
  test('is taken where the host gave its DataSource, and refused where it gave the address', async () => {
    const url = await product.freshUrl();
    await administer(url, 'CREATE TABLE invoices (id INT PRIMARY KEY)');
    await expect(open({ databaseUrl: url })).rejects.toBeInstanceOf(DatabaseForeign);
    await openAccount(await open({ dataSource: dataSourceOf(product.name, url) }));
    // Once Rollcall's tables are there, nobody asks whose the others are.
    await open({ databaseUrl: url });
    expect(await administer(url, 'SELECT name FROM accounts')).toEqual([{ name: 'Acme' }]);
  });
});

const dataSourceOf = (name: string, url: string): DataSource =>
  new DataSource(
    url.startsWith('sqlite:')
      ? { type: 'better-sqlite3', database: url.slice('sqlite:'.length) }
      : { type: name === 'MySQL' ? 'mysql' : 'mariadb', ...credentialsOf(url) },
  );

function credentialsOf(url: string) {
  const { hostname, port, username, password, pathname } = new URL(url);
  return { host: hostname, port: Number(port), username, password, database: pathname.slice(1) };
}

test.each([
  [{ type: 'postgres' }, /"postgres"; Rollcall runs on "mysql", "mariadb" and "better-sqlite3"/],
  [{ type: 'mysql', host: 'db', ssl: { pfx: 'x', crl: 'y' } }, /with ssl\.pfx and ssl\.crl, which Rollcall/],
  [
    { type: 'mysql', host: 'db', ssl: 'Amazon RDS' },
    /with ssl: "Amazon RDS", which Rollcall cannot take over/,
  ],
  [{ type: 'mysql', extra: { stream: 1 } }, /with stream, which Rollcall cannot take over. Give databaseUrl/],
  [{ type: 'mysql', host: 'db' }, /must be "mysql:/],
])('a DataSource with %j is refused with a sentence', async (options, sentence) => {
  await expect(open({ dataSource: { options } })).rejects.toBeInstanceOf(ConfigurationInvalid);
  await expect(open({ dataSource: { options } })).rejects.toThrow(sentence);
});

test('a Koa application answers SCIM beside what is its own', async () => {
  const rollcall = await open({ databaseUrl: await sqlite.freshUrl(), logLevel: 'silent' });
  const { caller, headers } = await openAccount(rollcall);
  const host = new Koa();
  host.use(await rollcall.scimMiddleware());
  host.use((context) => {
    context.body = `the host's answer to ${context.path}`;
  });
  const { address, close } = await listening(host);
  const scim = `${address}/scim/v2/Users`;
  const created = await fetch(scim, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada@example.com',
    }),
  });
  expect(created.status).toBe(201);
  expect((await rollcall.listAgents(caller, {})).total).toBe(1);
  expect(await (await fetch(scim, { headers })).json()).toMatchObject({ totalResults: 1 });
  expect((await fetch(scim)).status).toBe(401);
  expect((await fetch(`${scim}x`, { headers })).headers.get('content-type')).toContain('scim+json');
  for (const path of ['/', '/scim/v2x', '/livez']) {
    expect(await (await fetch(address + path)).text()).toBe(`the host's answer to ${path}`);
  }
  expect(await rollcall.scimMiddleware()).toBe(await rollcall.scimMiddleware());
  close();
});
