import type { RequestStore, RequestToWrite } from '../../../application/ports/request-log.ts';
import { type AccountId, accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { RetryingConnections } from '../connections/retrying-connections.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { columnsOf, listedColumns, valuesIn } from '../entities/column-lists.ts';
import { requestBlockEntity } from '../entities/request-block-entity.ts';
import { requestNameEntity } from '../entities/request-name-entity.ts';
import { placeholdersOf } from '../statements/batches.ts';
import { jsonLists } from '../statements/json-lists.ts';
import { blocksOf } from './request-blocks.ts';

/** Nobody waits for what is written here, and it is to hold up nobody. */
const secondsMax = 10;

const blockColumns = columnsOf(requestBlockEntity);
const nameColumns = columnsOf(requestNameEntity);

/** Requests of many accounts are written together, for which a transaction of each account's own would cost too much. */
export class SqlRequestStore implements RequestStore {
  private readonly insertBlock: string;
  private readonly insertNames: string;

  constructor(
    private readonly connections: RetryingConnections,
    dialect: SqlDialect,
  ) {
    const unchanged = (key: string, column: string) =>
      dialect.onDuplicate(key, `${column} = ${dialect.inserted(column)}`);
    // Blocks are few and long: to make a table of a list of them costs more than a statement for each.
    this.insertBlock = `INSERT INTO request_blocks (${blockColumns.join(', ')}) VALUES (${placeholdersOf(blockColumns)})${unchanged('account_id, last_at, id', 'first_at')}`;
    const names = dialect.listed(listedColumns(requestNameEntity, nameColumns));
    // SQLite takes ON for a join's unless a condition stands between.
    this.insertNames = `INSERT INTO request_names (${nameColumns.join(', ')}) SELECT ${nameColumns.join(', ')} FROM ${names} WHERE 1 = 1${unchanged('account_id, name, last_at, block_id', 'name')}`;
  }

  prepared(requests: readonly RequestToWrite[]): () => Promise<void> {
    const blocks = [...blocksOf(requests)];
    const blockRows = blocks.map(({ row }) => valuesIn(blockColumns, row));
    const nameRows = blocks.flatMap(({ row: { account_id, last_at, id }, names }) =>
      names.map((name) => [account_id, name, last_at, id]),
    );
    return () =>
      this.connections.transact(inTime(), async (connection) => {
        for (const row of blockRows) await connection.write(this.insertBlock, row);
        for (const list of jsonLists(nameRows)) await connection.run(this.insertNames, [list]);
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
