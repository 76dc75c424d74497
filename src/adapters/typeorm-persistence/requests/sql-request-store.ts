import type { RequestStore, RequestToWrite } from '../../../application/ports/request-log.ts';
import { type AccountId, accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { RetryingConnections } from '../connections/retrying-connections.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { columnsOf, listedColumns, valuesIn } from '../entities/column-lists.ts';
import { requestBlockEntity } from '../entities/request-block-entity.ts';
import { requestNameEntity } from '../entities/request-name-entity.ts';
import { jsonLists } from '../statements/json-lists.ts';
import { blocksOf } from './request-blocks.ts';

/** Nobody waits for what is written here, and it is to hold up nobody. */
const secondsMax = 10;

const blockColumns = columnsOf(requestBlockEntity);
const nameColumns = columnsOf(requestNameEntity);

/** Requests of many accounts are written together, for which a transaction of each account's own would cost too much. */
export class SqlRequestStore implements RequestStore {
  private readonly insertBlocks: string;
  private readonly insertNames: string;

  constructor(
    private readonly connections: RetryingConnections,
    dialect: SqlDialect,
  ) {
    const insert = (table: string, columns: readonly string[], list: string, key: string, change: string) =>
      // SQLite takes ON for a join's unless a condition stands between.
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${list} WHERE 1 = 1${dialect.onDuplicate(key, `${change} = ${dialect.inserted(change)}`)}`;
    const blocks = dialect.listed(listedColumns(requestBlockEntity, blockColumns));
    const names = dialect.listed(listedColumns(requestNameEntity, nameColumns));
    const nameKey = 'account_id, name, last_at, block_id';
    this.insertBlocks = insert('request_blocks', blockColumns, blocks, 'account_id, last_at, id', 'first_at');
    this.insertNames = insert('request_names', nameColumns, names, nameKey, 'name');
  }

  prepared(requests: readonly RequestToWrite[]): () => Promise<void> {
    const blocks = [...blocksOf(requests)];
    const blockRows = blocks.map(({ row }) => valuesIn(blockColumns, row));
    const nameRows = blocks.flatMap(({ row: { account_id, last_at, id }, names }) =>
      names.map((name) => [account_id, name, last_at, id]),
    );
    return () =>
      this.connections.transact(inTime(), async (connection) => {
        const insert = async (sql: string, rows: readonly (readonly SqlValue[])[]) => {
          for (const list of jsonLists(rows)) await connection.run(sql, [list]);
        };
        await insert(this.insertBlocks, blockRows);
        await insert(this.insertNames, nameRows);
      });
  }

  async bodiesKeptUntil(at: Instant): Promise<ReadonlyMap<AccountId, Instant>> {
    const rows = await this.connections.read(inTime(), (connection) =>
      connection.rows<{ id: string; bodies_kept_until: Instant }>(
        'SELECT id, bodies_kept_until FROM accounts WHERE bodies_kept_until > ?',
        [at],
      ),
    );
    return new Map(rows.map((row) => [accountId(row.id), row.bodies_kept_until]));
  }
}

const inTime = () => ({ deadline: performance.now() + secondsMax * 1000, waitsForNoDatabase: true });
