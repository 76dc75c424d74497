import type { ListPosition, ListQuery } from '../../../application/ports/list-page.ts';
import { conjuncts } from '../../../criteria/criteria.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { allOf, raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import { foundResources } from './found-resources.ts';
import type { Searchable } from './searchable.ts';
import { selectsAtMostOne } from './seekable.ts';
import { type Segment, segmentsOf } from './segments.ts';

/** A row as it is listed: the columns that were asked for, and what it was sorted by. */
type ListedRow<Row> = Row & { readonly id: string; readonly sort_key: string | number | null };

export interface ListedRows<Row> {
  readonly rows: readonly ListedRow<Row>[];
  readonly total?: number;
  readonly next?: ListPosition;
}

/** @param columns - what is wanted of each resource, by the table's alias. */
export async function listResources<Row>(
  scope: AccountScope,
  searchable: Searchable,
  columns: string,
  query: ListQuery,
): Promise<ListedRows<Row>> {
  return new ResourceList<Row>(scope, searchable, columns, query).page();
}

class ResourceList<Row> {
  private readonly segments: readonly Segment[];
  private readonly descending: boolean;

  constructor(
    private readonly scope: AccountScope,
    private readonly searchable: Searchable,
    private readonly columns: string,
    private readonly query: ListQuery,
  ) {
    this.segments = segmentsOf(searchable, query.ordering);
    this.descending = query.ordering?.descending ?? false;
  }

  async page(): Promise<ListedRows<Row>> {
    const { from, limit } = this.query;
    if (typeof from === 'number') {
      const rows = limit === 0 ? [] : await this.behindOffset(from, limit);
      const next = rows.length === limit ? positionOf(rows.at(-1)) : undefined;
      return { rows, total: await this.total(from, rows.length), next };
    }
    // One more than the page tells whether there is another one.
    const rows = limit === 0 ? [] : await this.behindPosition(from, limit + 1);
    const page = rows.slice(0, limit);
    const isWhole = from === 'beginning' && limit > 0 && rows.length <= limit;
    const total = isWhole && this.query.withTotal ? rows.length : await this.total(undefined, 0);
    return { rows: page, total, next: rows.length > limit ? positionOf(page.at(-1)) : undefined };
  }

  private async behindOffset(offset: number, limit: number): Promise<ListedRow<Row>[]> {
    const rows: ListedRow<Row>[] = [];
    let passOver = offset;
    for (const [index, segment] of this.segments.entries()) {
      const found = await this.rowsOf(segment, undefined, limit - rows.length, passOver);
      rows.push(...found);
      if (rows.length === limit || index === this.segments.length - 1) break;
      passOver =
        found.length > 0 ? 0 : Math.max(0, passOver - (passOver > 0 ? await this.count(segment) : 0));
    }
    return rows;
  }

  private async behindPosition(from: ListPosition | 'beginning', limit: number): Promise<ListedRow<Row>[]> {
    const rows: ListedRow<Row>[] = [];
    const isOf = (segment: Segment) =>
      from === 'beginning' || (segment.key !== undefined) === (typeof from.key === 'string');
    const first = this.segments.findIndex(isOf);
    for (const [index, segment] of this.segments.slice(first).entries()) {
      const behind = index === 0 && from !== 'beginning' ? from : undefined;
      rows.push(...(await this.rowsOf(segment, behind, limit - rows.length, 0)));
      if (rows.length === limit) break;
    }
    return rows;
  }

  /** The last page tells the total by itself, and so does a unique key; counting costs as much as many pages. */
  private async total(offset: number | undefined, rows: number): Promise<number | undefined> {
    const { withTotal, limit, criteria } = this.query;
    if (!withTotal) return undefined;
    if (offset !== undefined && rows > 0 && rows < limit) return offset + rows;
    if (offset === 0 && limit > 0 && (rows === 0 || selectsAtMostOne(this.searchable, criteria))) return rows;
    return this.count({ needs: {} });
  }

  private async count({ needs }: Segment): Promise<number> {
    const { source } =
      conjuncts(this.query.criteria).length === 0 && needs.condition === undefined && needs.rows === undefined
        ? { source: everyResource(this.searchable, this.scope.dialect) }
        : this.found(needs);
    const [row] = await this.run<{ total: number }>(sql`SELECT COUNT(*) AS total ${source}`);
    return Number(row?.total ?? 0);
  }

  private rowsOf(
    { key, needs }: Segment,
    behind: ListPosition | undefined,
    limit: number,
    offset: number,
  ): Promise<readonly ListedRow<Row>[]> {
    const { alias, table } = this.searchable;
    const { dialect } = this.scope;
    const found = this.found(needs);
    const direction = raw(this.descending ? ' DESC' : '');
    const sortKey = raw(key ?? 'NULL');
    const after = behind === undefined ? allOf([]) : this.after(behind, key, found.id);
    const byKey = key === undefined ? raw('') : sql`${sortKey}${direction}, `;
    // Left the choice, databases read all resources in the order of their ids until a page of matches is full.
    const idOrder = found.inOrder || key !== undefined ? found.id : sql`CONCAT(${found.id})`;
    const pageOf = (selected: SqlFragment) =>
      sql`SELECT ${selected}, ${sortKey} AS sort_key ${found.source} AND ${after} ORDER BY ${byKey}${idOrder}${direction} LIMIT ${dialect.limit(limit)} OFFSET ${dialect.limit(offset)}`;
    if (found.isOwnTable && offset === 0) return this.run<ListedRow<Row>>(pageOf(raw(this.columns)));
    // What is passed over is passed over in an index, and only the page's rows are read.
    const ids = pageOf(sql`${found.id} AS id`);
    const outerKey = key === undefined ? raw('') : sql`page.sort_key${direction}, `;
    return this.run<ListedRow<Row>>(
      sql`SELECT ${raw(this.columns)}, page.sort_key FROM (${ids}) AS page JOIN ${raw(`${table} AS ${alias}`)} ON ${raw(alias)}.account_id = :account AND ${raw(alias)}.id = page.id ORDER BY ${outerKey}page.id${direction}`,
    );
  }

  /** Written so that an index on the key is entered where the page before ended. */
  private after(
    { id, key = null }: ListPosition,
    sortKey: string | undefined,
    idColumn: SqlFragment,
  ): SqlFragment {
    const beyond = raw(this.descending ? '<' : '>');
    if (sortKey === undefined) return sql`${idColumn} ${beyond} ${id}`;
    const column = raw(sortKey);
    return sql`${column} ${beyond}= ${key} AND (${column} ${beyond} ${key} OR ${idColumn} ${beyond} ${id})`;
  }

  private found(needs: Segment['needs']) {
    return foundResources(this.searchable, this.scope.dialect, this.query.criteria, needs);
  }

  private run<Found>(fragment: SqlFragment): Promise<readonly Found[]> {
    return this.scope.rows<Found>(AccountStatement.of(fragment.text), fragment.parameters);
  }
}

function everyResource({ table, alias, countedBy }: Searchable, dialect: SqlDialect): SqlFragment {
  const index = countedBy === undefined ? '' : dialect.byIndex(countedBy);
  return raw(`FROM ${table} AS ${alias}${index} WHERE ${alias}.account_id = :account`);
}

/** Behind which resource a walk goes on that met this one last. */
export const positionOf = (row: ListedRow<unknown> | undefined): ListPosition | undefined =>
  row && { id: row.id, key: row.sort_key === null ? null : String(row.sort_key) };
