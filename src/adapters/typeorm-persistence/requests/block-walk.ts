import { type Instant, instantPlus } from '../../../domain/shared/instant.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { placeholdersOf } from '../statements/batches.ts';
import { type ListedBlockRow, spanMilliseconds } from './request-blocks.ts';

/** A block has one request or two hundred: few are read at first, and more where these were not enough. */
const blocksAtFirst = 4;
const blocksAtOnce = 32;

/** Walks through the blocks of an account that may have requests of a time, the newest first. */
export class BlockWalk {
  blocksRead = 0;
  isAtEnd = false;
  private last: ListedBlockRow | undefined;

  /**
   * @param names - under one of which a request of the block has to be found; absent where any will do.
   * @param newest - no request is wanted that is newer.
   * @param oldest - no request is wanted that is older.
   */
  constructor(
    private readonly scope: AccountScope,
    private readonly names: readonly string[] | undefined,
    private readonly newest: Instant | undefined,
    private readonly oldest: Instant | undefined,
  ) {}

  /** Of the blocks that are left, none has a request that is newer. */
  get reached(): Instant {
    return this.last?.last_at as Instant;
  }

  async next(): Promise<readonly ListedBlockRow[]> {
    const { dialect } = this.scope;
    const count = Math.min(blocksAtOnce, blocksAtFirst * 2 ** this.blocksRead);
    const { text, values } = this.conditions();
    const found =
      this.names === undefined
        ? {
            from: `request_blocks AS b${dialect.byPrimaryKey('request_blocks')}`,
            by: 'b.last_at',
            id: 'b.id',
          }
        : {
            from: `request_names AS n${dialect.byPrimaryKey('request_names')} ${dialect.joinInOrder} request_blocks AS b ON b.account_id = :account AND b.last_at = n.last_at AND b.id = n.block_id`,
            ...{ by: 'n.last_at', id: 'n.block_id' },
          };
    const rows = await this.scope.rows<ListedBlockRow>(
      AccountStatement.of(
        `SELECT b.account_id, b.last_at, b.id, b.first_at, b.requests FROM ${found.from} WHERE ${text} ORDER BY ${found.by} DESC, ${found.id} DESC LIMIT ?`,
      ),
      [...values, dialect.limit(count)],
    );
    this.blocksRead += rows.length;
    this.last = rows.at(-1) ?? this.last;
    this.isAtEnd = rows.length < count;
    // One that is found under several names comes several times.
    return rows.filter(({ id }, index) => id !== rows[index - 1]?.id);
  }

  private conditions(): { readonly text: string; readonly values: readonly SqlValue[] } {
    const { names, newest, oldest, last } = this;
    const [table, id] = names === undefined ? ['b', 'b.id'] : ['n', 'n.block_id'];
    const texts = [`${table}.account_id = :account`];
    const values: SqlValue[] = [];
    const add = (text: string, ...bound: readonly SqlValue[]) => {
      texts.push(text);
      values.push(...bound);
    };
    if (names !== undefined) add(`n.name IN (${placeholdersOf(names)})`, ...names);
    if (oldest !== undefined) add(`${table}.last_at >= ?`, oldest);
    if (newest !== undefined) {
      add(`${table}.last_at <= ?`, instantPlus(newest, spanMilliseconds));
      add('b.first_at <= ?', newest);
    }
    if (last !== undefined)
      add(
        `${table}.last_at <= ? AND (${table}.last_at < ? OR ${id} < ?)`,
        last.last_at,
        last.last_at,
        last.id,
      );
    return { text: texts.join(' AND '), values };
  }
}
