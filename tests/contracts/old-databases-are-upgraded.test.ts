import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import { beforeAll, expect, test } from 'vitest';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import type { OpenStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import { equals, everyone } from '../../src/criteria/criteria.ts';
import { profileField } from '../../src/domain/agent/agent-fields.ts';
import { type AccountId, accountId, agentId } from '../../src/domain/shared/identifiers.ts';
import { later } from '../support/agents.ts';
import { applicationOn } from '../support/application-on.ts';
import { type DatabaseProduct, onEachDatabase } from '../support/databases.ts';
import { openDatabase, readJournal } from '../support/open-storage.ts';
import { callerIn } from '../support/stored-agents.ts';

// A database as commit 84e5f7e made it by its own use cases, each of them at least once, in two accounts; and what that
// commit's ports read of it. The rows are those of SQLite, which all three databases take; the schemas are each one's.
const folder = 'tests/fixtures/database-84e5f7e';
const textOf = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8');

interface ReadAccount {
  readonly account: { readonly id: AccountId };
  readonly agents: readonly { readonly id: string; readonly userName: string }[];
}
/** Of a group itself, and not of the groups of an agent. */
const withoutGrants = (group: object) => ('governedBy' in group ? { ...group, grantedTo: [] } : group);

const asRead: readonly ReadAccount[] = JSON.parse(textOf('as-read.json'), (name, value) => {
  // That commit told of every group that it was not removed; one that was cannot be read.
  if (name === 'removed') return undefined;
  // It knew no grants and no owners, of which there are none then.
  if (name === 'groups') return value.map(withoutGrants);
  // All tokens were directories'.
  if (name === 'tokens') return value.map((token: object) => ({ ...token, scopes: ['scim'] }));
  if (name !== 'account') return value;
  // An account had one issuer, which has become that of a connection.
  const { sso, ...account } = value;
  return { ...account, owners: [], ssoIssuers: sso === undefined ? [] : [sso.issuer] };
});

async function loadOldDatabase({ name }: DatabaseProduct, url: string): Promise<void> {
  const statements = textOf(`schema.${name.toLowerCase()}.sql`) + textOf('rows.sql');
  if (name === 'SQLite') {
    const database = new Database(url.slice('sqlite:'.length));
    database.exec(statements);
    database.close();
    return;
  }
  const uri = url.replace(/^mariadb:/, 'mysql:');
  const connection = await createConnection({ uri, multipleStatements: true });
  // Standard SQL's texts have no escapes, and the rows are written in it.
  await connection.query("SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')");
  await connection.query(statements);
  await connection.end();
}

/** All that the ports read of every account, in the shape of the fixture. */
async function readAll({ accountDirectory, unitOfWork }: OpenStorage): Promise<unknown> {
  const query = { criteria: everyone, from: 0, limit: 1000, withTotal: true };
  const read: unknown[] = [];
  for (const account of await accountDirectory.listAccounts()) {
    read.push(
      await unitOfWork.read(callerIn(account.state.id), async (scope) => ({
        account: account.state,
        agents: (await scope.agents.list(query, true)).resources.map(({ agent, groups }) => ({
          ...agent.state,
          groups,
        })),
        groups: (await scope.groups.list(query, true)).resources.map(({ group, members }) => ({
          ...group.state,
          members,
        })),
        groupTemplates: (await scope.groupTemplates.list()).map(({ state }) => state),
        profileAttributes: await scope.profileAttributes.list(),
        tokens: (await scope.tokens.list()).map(({ state }) => state),
        journal: await scope.journal.latest({ limit: 1000 }),
      })),
    );
  }
  return JSON.parse(JSON.stringify(read));
}

onEachDatabase('a database of an older version', (product) => {
  let url: string;
  let open: OpenStorage;
  beforeAll(async () => {
    url = await product.freshUrl();
    await loadOldDatabase(product, url);
    open = openDatabase(url);
    await open.storage.migrate();
    return () => open.storage.close();
  });

  test('has the schema of a new one once it is migrated', async () => {
    expect((await open.storage.inspect()).pendingMigrations).toEqual([]);
    const dataSource = await dataSourceOf(url).initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();
    expect(upQueries).toEqual([]);
  });

  test('reads as it did before', async () => {
    expect(await readAll(open)).toEqual(asRead);
  });

  test('has agents sign in elsewhere, as it said then', async () => {
    const [first] = asRead;
    const connections = await open.unitOfWork.read(callerIn(first?.account.id), ({ ssoConnections }) =>
      ssoConnections.list(),
    );
    const provider = { kind: 'elsewhere', issuer: 'https://analytical.okta.com' };
    expect(connections).toMatchObject([{ state: { name: 'Sign-in elsewhere', provider, version: 1 } }]);
    const application = applicationOn(open);
    const caller = callerIn(first?.account.id);
    const changed = await application.connectSso(caller, { issuer: 'https://other.okta.com' });
    expect(changed.state.ssoIssuers).toEqual(['https://other.okta.com']);
    expect((await application.disconnectSso(caller)).hasSso).toBe(false);
  });

  test('finds its agents by the values that were indexed then', async () => {
    const criteria = equals(profileField('location'), 'AUSTIN');
    const query = { criteria, from: 0, limit: 100, withTotal: true };
    const [first] = asRead;
    const found = await open.unitOfWork.read(callerIn(first?.account.id), ({ agents }) =>
      agents.list(query, false),
    );
    expect(found.resources.map(({ agent }) => agent.state.userName).sort()).toEqual([
      'Ada.Lovelace@example.com',
      'bulk-3@example.com',
      'grace@example.com',
    ]);
  });

  test('takes changes of what it holds', async () => {
    const [, second] = asRead;
    const caller = callerIn(accountId(second?.account.id ?? ''));
    const id = agentId(second?.agents[0]?.id ?? '');
    await open.unitOfWork.transact(caller, async ({ agents }) => {
      const agent = await agents.find(id);
      if (agent === undefined) throw new Error('The agent is not there.');
      await agents.store(agent.deactivate(later));
    });
    const agent = await open.unitOfWork.read(caller, ({ agents }) => agents.find(id));
    expect(agent?.state.status).toBe('deactivated');
    const newest = await readJournal(open, caller, (journal) => journal.latest({ limit: 1 }));
    expect(newest).toMatchObject([{ action: 'AgentDeactivated', target: { id } }]);
  });
});
