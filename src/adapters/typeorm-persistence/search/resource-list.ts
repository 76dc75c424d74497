import type { ListPosition, ListQuery } from '../../../application/ports/list-page.ts';
import { type Criteria, conjuncts, pathsOf } from '../../../criteria/criteria.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { type SqlFragment, sql } from '../statements/sql-fragment.ts';
import { isFullKey } from '../value-index/value-keys.ts';
import type { AccountLists } from './account-lists.ts';
import { AllResources, countOfAll } from './all-resources.ts';
import { foundResources } from './found-resources.ts';
import type { ListPlace } from './known-lists.ts';
import type { Searchable } from './searchable.ts';
import { selectsAtMostOne } from './seekable.ts';
import type { ListedRow, SegmentRows } from './segment-rows.ts';
import { type Segment, segmentsFrom, segmentsOf } from './segments.ts';
import { placeBefore, SomeResources } from './some-resources.ts';

/**
 * The embedded database takes up to 100 ms of a processor to plan so many, and 370 to plan twice as many, which is more than a plan spares:
 * a look through a hundred thousand. Servers take a tenth of that.
 */
const conditionsPlannedMax = 50;

export interface ListedRows<Row> {
  readonly rows: readonly ListedRow<Row>[];
  readonly total?: number;
  readonly next?: ListPosition;
}

/** A list as the plan finds it. */
export class ResourceList<Row> {
  private readonly segments: readonly Segment[];
  private readonly isOfAll: boolean;

  /** @param query - as it is written, by which those who satisfy it are counted; `stretches` find pages in their own way. */
  constructor(
    private readonly scope: AccountScope,
    private readonly searchable: Searchable,
    private readonly query: ListQuery,
    private readonly lists: AccountLists | undefined,
    private readonly stretches: SegmentRows<Row>,
  ) {
    this.segments = segmentsOf(searchable, query.ordering);
    this.isOfAll = conjuncts(query.criteria).length === 0;
  }

  /** Whether the rows of a page may have to be looked for among many. A single condition that finds them in their order needs no more. */
  get needsPlan(): boolean {
    const { criteria, limit } = this.query;
    if (this.isOfAll || limit === 0 || selectsAtMostOne(this.searchable, criteria)) return false;
    if (pathsOf(criteria).length > conditionsPlannedMax) return false;
    const isFoundInOrder = this.segments.every((segment) => this.stretches.isFoundInOrder(segment));
    return conjuncts(criteria).length > 1 || !isFoundInOrder;
  }

  /** Whether an index has the whole list in its order. */
  private get isInIndexOrder(): boolean {
    return this.segments.every((segment) => this.stretches.isInIndexOrder(segment));
  }

  async page(): Promise<ListedRows<Row>> {
    const { from, limit } = this.query;
    if (typeof from === 'number') {
      const { rows, total } = limit === 0 ? { rows: [] } : await this.byNumber(from, limit);
      const next = rows.length === limit ? positionOf(rows.at(-1)) : undefined;
      return { rows, total: total ?? (await this.total(from, rows.length)), next };
    }
    // One more than the page tells whether there is another one.
    const rows = limit === 0 ? [] : await this.behindPosition(from, limit + 1);
    const page = rows.slice(0, limit);
    const isWhole = from === 'beginning' && limit > 0 && rows.length <= limit;
    const total = isWhole && this.query.withTotal ? rows.length : await this.total(undefined, 0);
    return { rows: page, total, next: rows.length > limit ? positionOf(page.at(-1)) : undefined };
  }

  /** The page that passes over so many; where they are many, it is entered at the nearest place that is known. */
  private async byNumber(
    offset: number,
    limit: number,
  ): Promise<{ readonly rows: readonly ListedRow<Row>[]; readonly total?: number }> {
    const { lists, searchable, query } = this;
    if (lists === undefined || offset < lists.known.bounds.placesApart)
      return { rows: await this.behindOffset(offset, limit) };
    if (this.isOfAll && query.ordering === undefined) {
      const { total, place } = await new AllResources(lists, searchable).entrance(offset);
      const at = place && { offset: place.offset, at: { id: place.id, key: null } };
      return { rows: await this.behindOffset(offset, limit, at), total: query.withTotal ? total : undefined };
    }
    if (!this.isInIndexOrder) return { rows: await this.behindOffset(offset, limit) };
    const list = new SomeResources(lists, searchable, query);
    const known = await list.places();
    const rows = await this.behindOffset(offset, limit, placeBefore(known, offset));
    const at = positionOf(rows[0]);
    if (at !== undefined && !isFullKey(at.key ?? '')) await list.pageBegan(known, offset, at);
    return { rows };
  }

  /** @param place - where the rows that are passed over begin. */
  private async behindOffset(offset: number, limit: number, place?: ListPlace): Promise<ListedRow<Row>[]> {
    const rows: ListedRow<Row>[] = [];
    let passOver = offset - (place?.offset ?? 0);
    let at = place?.at;
    for (const segment of segmentsFrom(this.segments, at)) {
      const left = limit - rows.length;
      const found =
        at === undefined
          ? await this.stretches.fromNumber(segment, passOver, left)
          : await this.stretches.from(segment, at, passOver, left);
      rows.push(...found);
      if (rows.length === limit || segment === this.segments.at(-1)) break;
      if (found.length > 0) passOver = 0;
      else if (passOver > 0) passOver = Math.max(0, passOver - (await this.stretches.countFrom(segment, at)));
      at = undefined;
    }
    return rows;
  }

  private async behindPosition(from: ListPosition | 'beginning', limit: number): Promise<ListedRow<Row>[]> {
    const rows: ListedRow<Row>[] = [];
    const segments = segmentsFrom(this.segments, from === 'beginning' ? undefined : from);
    for (const [index, segment] of segments.entries()) {
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
    const { lists, scope, searchable, query } = this;
    const counting = this.isOfAll
      ? countOfAll(searchable, scope.dialect)
      : countOfFound(searchable, scope.dialect, query.criteria);
    if (lists !== undefined)
      return this.isOfAll
        ? new AllResources(lists, searchable).total()
        : new SomeResources(lists, searchable, query).total(counting);
    const [row] = await scope.rows<{ total: number }>(
      AccountStatement.of(counting.text),
      counting.parameters,
    );
    return Number(row?.total);
  }
}

function countOfFound(searchable: Searchable, dialect: SqlDialect, criteria: Criteria): SqlFragment {
  const { source } = foundResources(searchable, dialect, criteria);
  return sql`SELECT COUNT(*) AS total ${source}`;
}

/** Behind which resource a walk goes on that met this one last. */
export const positionOf = (row: ListedRow<unknown> | undefined): ListPosition | undefined =>
  row && { id: row.id, key: row.sort_key === null ? null : String(row.sort_key) };
