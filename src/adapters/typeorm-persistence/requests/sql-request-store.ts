import type { BodiesKept, RequestStore, RequestToWrite } from '../../../application/ports/request-log.ts';
import { ProfileSchema } from '../../../domain/profile-attribute/profile-schema.ts';
import { type AccountId, accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { RetryingConnections } from '../connections/retrying-connections.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { columnsOf, listedColumns, valuesIn } from '../entities/column-lists.ts';
import { requestBlockEntity } from '../entities/request-block-entity.ts';
import { requestNameEntity } from '../entities/request-name-entity.ts';
import {
  type ProfileAttributeRow,
  profileAttributeColumns,
  profileAttributeOf,
} from '../policy/profile-attribute-row.ts';
import { placeholdersOf } from '../statements/batches.ts';
import { jsonLists } from '../statements/json-lists.ts';
import { blocksOf } from './request-blocks.ts';
import { type WaitingText, waitingText } from './waiting-text.ts';

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

  waiting(request: RequestToWrite): WaitingText {
    return waitingText(request);
  }

  async prepared(requests: readonly WaitingText[]): Promise<() => Promise<void>> {
    const blocks = await blocksOf(requests);
    const blockRows = blocks.map(({ row }) => valuesIn(blockColumns, row));
    const nameRows = blocks.flatMap(({ row: { account_id, last_at, id }, names }) =>
      names.map((name) => [account_id, name, last_at, id]),
    );
    return () =>
      this.connections.transact(inTime(), async (connection) => {
        for (const row of blockRows) await connection.write(this.insertBlock, row);
        for (const { text } of jsonLists(nameRows)) await connection.run(this.insertNames, [text]);
      });
  }

  async bodiesKept(at: Instant): Promise<ReadonlyMap<AccountId, BodiesKept>> {
    const [accounts, attributes] = await this.connections.read(inTime(), async (connection) => [
      await connection.rows<{ id: string; bodies_kept_until: Instant }>(keeping, [at]),
      await connection.rows<ProfileAttributeRow>(attributesOfKeeping, [at]),
    ]);
    const byAccount = Map.groupBy(attributes, (row) => row.account_id);
    return new Map(
      accounts.map(({ id, bodies_kept_until: until }) => {
        const known = byAccount.get(id)?.map(profileAttributeOf) ?? [];
        return [accountId(id), { until, confidential: new ProfileSchema(known, true).confidential }];
      }),
    );
  }
}

const keeping = 'SELECT id, bodies_kept_until FROM accounts WHERE bodies_kept_until > ?';
const attributesOfKeeping = `SELECT ${profileAttributeColumns} FROM profile_attributes WHERE account_id IN (SELECT id FROM accounts WHERE bodies_kept_until > ?) AND (declaration IS NOT NULL OR renamed_to IS NOT NULL)`;

const inTime = () => ({ deadline: performance.now() + secondsMax * 1000, waitsForNoDatabase: true });
