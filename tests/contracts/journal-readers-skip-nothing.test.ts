import { type Connection, createConnection } from 'mysql2/promise';
import { expect, test } from 'vitest';
import { SqlEventFeed } from '../../src/adapters/audit-log/sql-event-feed.ts';
import type { SqlConnection } from '../../src/adapters/typeorm-persistence/connections/sql-connection.ts';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { parseDatabaseUrl } from '../../src/adapters/typeorm-persistence/database-url.ts';
import { mysqlDialect } from '../../src/adapters/typeorm-persistence/dialects/mysql/mysql-dialect.ts';
import { mysqlProduct } from '../../src/adapters/typeorm-persistence/dialects/mysql/mysql-product.ts';
import type { MysqlUrl } from '../../src/adapters/typeorm-persistence/dialects/mysql/mysql-url.ts';
import { AccountScope } from '../../src/adapters/typeorm-persistence/scope/account-scope.ts';
import { LentAccountConnection } from '../../src/adapters/typeorm-persistence/scope/lent-account-connection.ts';
import type { JournalReader } from '../../src/application/ports/event-feed.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { clockAt, later, noon } from '../support/agents.ts';
import { onEachDatabase, onEachServer } from '../support/databases.ts';
import { numbered, readJournal, recordRefusal, stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

const record = (stored: StoredAgents, requestId: string): Promise<void> =>
  recordRefusal(
    stored.open,
    { ...stored.caller, requestId },
    { action: 'Test' },
    new DomainError('agentNotFound', 'x'),
  );

const after = (stored: StoredAgents, position: number) =>
  readJournal(stored.open, stored.caller, (journal) => journal.after(position, 100));

onEachDatabase('a reader by position', (product) => {
  const stage = stageOn(product);
  const agents = () => new StoredAgents(stage().storage);

  test('reads on behind the entries of other accounts, also where it has none of its own', async () => {
    const [ours, theirs] = [agents(), agents()];
    const { next: start } = await after(ours, 0);
    await record(theirs, 'theirs');
    const { entries, next } = await after(ours, start);
    expect(entries).toEqual([]);
    expect(next).toBeGreaterThan(start);
    await record(ours, 'ours');
    expect((await after(ours, next)).entries).toMatchObject([{ requestId: 'ours' }]);
    expect((await after(ours, next + 1_000_000)).next).toBe(next + 1_000_000);
  });

  test('meets every entry once, in order, while many are written', async () => {
    const stored = agents();
    const met: string[] = [];
    let position = 0;
    const readOn = async () => {
      const { entries, next } = await after(stored, position);
      met.push(...entries.map(({ requestId }) => requestId));
      position = next;
    };
    let writing = true;
    const ids = Array.from({ length: 60 }, (_, index) => `entry-${index}`);
    const written = Promise.all(ids.map((id) => record(stored, id))).finally(() => {
      writing = false;
    });
    while (writing) await readOn();
    await written;
    await readOn();
    expect(met).toEqual((await stored.journal()).map(({ requestId }) => requestId));
    expect(new Set(met)).toEqual(new Set(ids));
  });
});

onEachServer('a reader by position', (product) => {
  const stage = stageOn(product);

  /** Runs the work while an entry `late`, between `first` and `last`, is written and not committed. */
  async function besideLateEntry(work: (stored: StoredAgents, late: Connection) => Promise<void>) {
    const stored = new StoredAgents(stage().storage);
    await record(stored, 'first');
    const late = await createConnection(stage().url.replace(/^mariadb:/, 'mysql:'));
    try {
      await late.query('START TRANSACTION');
      // As a process of the version before writes it, which knows of no positions.
      await late.query(
        "INSERT INTO journal (account_id, recorded_at, action, principal_kind, source, request_id, changes) VALUES (?, ?, 'Test', 'operator', 's', 'late', '[]')",
        [stored.caller.accountId, later],
      );
      await record(stored, 'last');
      await work(stored, late);
    } finally {
      await late.end();
    }
  }

  test('waits for no transaction under way, and meets its entry behind those that were committed before', () =>
    besideLateEntry(async (stored, late) => {
      const before = await after(stored, 0);
      expect(before.entries.map(({ requestId }) => requestId)).toEqual(['first', 'last']);
      await late.query('COMMIT');
      const behind = await after(stored, before.next);
      expect(behind.entries).toMatchObject([{ requestId: 'late', position: before.next + 1 }]);
    }));

  test('meets no gap where a transaction was undone', () =>
    besideLateEntry(async (stored, late) => {
      const { next } = await after(stored, 0);
      await late.query('ROLLBACK');
      await record(stored, 'behind');
      expect((await after(stored, next)).entries).toMatchObject([
        { requestId: 'behind', position: next + 1 },
      ]);
    }));

  test.each([1, 2])('meets an entry that gets its position just behind its statement %i', (count) =>
    besideLateEntry(async (stored, late) => {
      await numbered(stored.open);
      const connections = mysqlProduct(parseDatabaseUrl(stage().url) as MysqlUrl).connect(
        () => dataSourceOf(stage().url),
        1,
      );
      const lease = { account: stored.caller.accountId, deadline: 2 ** 31 };
      const page = await connections.read(lease, (connection) => {
        let statements = 0;
        const rows: SqlConnection['rows'] = async (sql, parameters) => {
          const answer = await connection.rows<never>(sql, parameters);
          statements += 1;
          if (statements === count) {
            await late.query('COMMIT');
            await numbered(stored.open);
          }
          return answer;
        };
        return readerOn({ rows } as SqlConnection, stored).after(0, 100);
      });
      await connections.close();
      const rest = await after(stored, page.next);
      const met = [...page.entries, ...rest.entries].map(({ requestId }) => requestId);
      expect(met).toEqual(['first', 'last', 'late']);
    }),
  );
});

function readerOn(connection: SqlConnection, { caller }: StoredAgents): JournalReader {
  const scope = new AccountScope(connection, mysqlDialect, caller, false, clockAt(noon));
  return new SqlEventFeed().on(new LentAccountConnection(connection, scope));
}
