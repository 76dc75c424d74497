import type { ListPosition, ListQuery } from '../../../application/ports/list-page.ts';
import { conjuncts } from '../../../criteria/criteria.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import type { Searchable } from './searchable.ts';
import { selectsAtMostOne } from './seekable.ts';
import { type ListedRow, SegmentRows } from './segment-rows.ts';
import { type Segment, segmentsOf } from './segments.ts';

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
  private readonly stretches: SegmentRows<Row>;

  constructor(
    private readonly scope: AccountScope,
    private readonly searchable: Searchable,
    columns: string,
    private readonly query: ListQuery,
  ) {
    this.segments = segmentsOf(searchable, query.ordering);
    this.stretches = new SegmentRows(scope, searchable, columns, query);
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
      const found = await this.stretches.fromNumber(segment, passOver, limit - rows.length);
      rows.push(...found);
      if (rows.length === limit || index === this.segments.length - 1) break;
      passOver =
        found.length > 0
          ? 0
          : Math.max(0, passOver - (passOver > 0 ? await this.stretches.count(segment) : 0));
    }
    return rows;
  }

  private async behindPosition(from: ListPosition | 'beginning', limit: number): Promise<ListedRow<Row>[]> {
    const rows: ListedRow<Row>[] = [];
    const isOf = (segment: Segment) =>
      from === 'beginning' || (segment.key !== undefined) === (typeof from.key === 'string');
    const first = this.segments.findIndex(isOf);
    for (const [index, segment] of this.segments.slice(first).entries()) {
      const left = limit - rows.length;
      const found =
        index === 0 && from !== 'beginning'
          ? this.stretches.behind(segment, from, left)
          : this.stretches.fromNumber(segment, 0, left);
      rows.push(...(await found));
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
    return this.count();
  }

  private async count(): Promise<number> {
    if (conjuncts(this.query.criteria).length > 0) return this.stretches.count({ needs: {} });
    const everyone = AccountStatement.of(countOfAll(this.searchable, this.scope));
    const [row] = await this.scope.rows<{ total: number }>(everyone, []);
    return Number(row?.total ?? 0);
  }
}

function countOfAll({ table, alias, countedBy }: Searchable, { dialect }: AccountScope): string {
  const index = countedBy === undefined ? '' : dialect.byIndex(countedBy);
  return `SELECT COUNT(*) AS total FROM ${table} AS ${alias}${index} WHERE ${alias}.account_id = :account`;
}

/** Behind which resource a walk goes on that met this one last. */
export const positionOf = (row: ListedRow<unknown> | undefined): ListPosition | undefined =>
  row && { id: row.id, key: row.sort_key === null ? null : String(row.sort_key) };
