import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlEventFeed } from '../../src/adapters/audit-log/sql-event-feed.ts';
import { AccountStatement } from '../../src/adapters/typeorm-persistence/scope/account-statement.ts';
import type { JournalFilter } from '../../src/application/ports/event-feed.ts';
import type { LentConnection } from '../../src/application/ports/lent-connection.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';
import { sqlite } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

const stage = stageOn(sqlite);
let stored: StoredAgents;
let database: Database.Database;

beforeAll(async () => {
  stored = new StoredAgents(stage().storage);
  await stored.provision();
  database = new Database(stage().url.replace(/^sqlite:(\/\/)?/, ''), { readonly: true });
});
afterAll(() => database.close());

interface Asked {
  readonly sql: string;
  readonly plan: readonly string[];
}

/** What is asked of the database, and how SQLite finds it. */
async function askedFor(filter: JournalFilter): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const accountId = stored.caller.accountId;
  const run = (sql: string, parameters: readonly unknown[]) => {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[];
    asked.push({ sql, plan: plan.map(({ detail }) => detail) });
    // An index that is complete, and that leads far behind.
    return /FROM journal_indexed/.test(sql)
      ? [{ typed_position: 1_000_000, timed_position: 1_000_000, lateness_milliseconds: 0 }]
      : database.prepare(sql).all(...parameters);
  };
  const connection: LentConnection = {
    ...{ accountId, hasOneWriter: true },
    limit: (rows) => rows,
    stoppable: () => [],
    rows: async <Row>(sql: string, parameters: Parameters<LentConnection['rows']>[1]) => {
      const statement = AccountStatement.of(sql);
      return run(statement.sql, statement.bind(accountId, [...parameters])) as Row[];
    },
    rowsOfAllAccounts: async <Row>(sql: string, parameters: readonly unknown[]) =>
      run(sql, parameters) as Row[],
    write: () => expect.unreachable(),
    writeOfAllAccounts: () => expect.unreachable(),
  };
  await new SqlEventFeed().on(connection).latest({ ...filter, limit: 50 });
  await new SqlEventFeed().on(connection).after(0, 50, filter);
  return asked;
}

const id = '0199d2a0-3333-7000-8000-000000000001';
const requestId = `${Date.now()
  .toString(16)
  .padStart(12, '0')
  .replace(/^(.{8})/, '$1-')}-7000-8000-000000000001`;

const filters: readonly JournalFilter[] = [
  { involving: id },
  { targetId: id },
  { targetName: 'ada@example.com' },
  { requestId },
  { involving: id, targetId: id },
  { involving: id, targetName: 'ada@example.com' },
  { involving: id, requestId },
  { targetId: id, action: 'AgentUpdated', attribute: 'title' },
  { targetName: 'ada@example.com', refused: true },
  { involving: id, since: instantOf(new Date(0)) },
];

/** Along all positions of the account that are in front of a place, or behind it. */
const isWalk =
  /\bjournal USING (?:COVERING )?INDEX journal_(?:account|position) \((?:account_id=\? AND )?position[<>]\?\)/;
const isBounded = ({ sql }: Asked): boolean => /LIMIT 1(?: OFFSET \d+)?$/.test(sql);

test.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
  '%s is found without a walk through the log',
  async (_, filter) => {
    const asked = await askedFor(filter);
    expect(
      asked.some(({ plan }) => plan.some((step) => /journal_(target|target_name|time) /.test(step))),
    ).toBe(true);
    expect(asked.filter((one) => !isBounded(one) && one.plan.some((step) => isWalk.test(step)))).toEqual([]);
  },
);
