import type { LoggedRequest, RequestStore } from '../../../application/ports/request-log.ts';
import { type AccountId, accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { RetryingConnections } from '../connections/retrying-connections.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { listedColumns } from '../entities/column-lists.ts';
import { requestEntity } from '../entities/request-entity.ts';
import { jsonLists } from '../statements/json-lists.ts';
import { requestColumns, requestValues } from './request-row.ts';

/** Nobody waits for what is written here, and it is to hold up nobody. */
const secondsMax = 10;

/** Requests of many accounts are written together, for which a transaction of each account's own would cost too much. */
export class SqlRequestStore implements RequestStore {
  private readonly insert: string;

  constructor(
    private readonly connections: RetryingConnections,
    dialect: SqlDialect,
  ) {
    const columns = requestColumns.join(', ');
    const list = dialect.listed(listedColumns(requestEntity, requestColumns));
    const unchanged = dialect.onDuplicate('account_id, at, id', `status = ${dialect.inserted('status')}`);
    // SQLite takes ON for a join's unless a condition stands between.
    this.insert = `INSERT INTO requests (${columns}) SELECT ${columns} FROM ${list} WHERE 1 = 1${unchanged}`;
  }

  async append(requests: readonly LoggedRequest[]): Promise<void> {
    await this.connections.transact(inTime(), async (connection) => {
      for (const list of jsonLists(requests.map(requestValues))) await connection.run(this.insert, [list]);
    });
  }

  async bodiesKeptUntil(at: Instant): Promise<ReadonlyMap<AccountId, Instant>> {
    const rows = await this.connections.read(inTime(), (connection) =>
      connection.rows<{ id: string; until: Instant }>(
        'SELECT id, bodies_kept_until AS until FROM accounts WHERE bodies_kept_until > ?',
        [at],
      ),
    );
    return new Map(rows.map(({ id, until }) => [accountId(id), until]));
  }
}

const inTime = () => ({ deadline: performance.now() + secondsMax * 1000, waitsForNoDatabase: true });
