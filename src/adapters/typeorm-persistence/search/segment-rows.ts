import type { ListPosition, ListQuery } from '../../../application/ports/list-page.ts';
import { conjuncts } from '../../../criteria/criteria.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { always, raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import { isFullKey } from '../value-index/value-keys.ts';
import { type FoundResources, foundResources } from './found-resources.ts';
import { ListOrder, type RowCondition } from './list-order.ts';
import type { ListPlan } from './list-plan.ts';
import type { Searchable } from './searchable.ts';
import type { Segment, SortedRest } from './segments.ts';
import type { StatementNeeds } from './statement-needs.ts';

/** A row as it is listed: the columns that were asked for, and what it was sorted by. */
export type ListedRow<Row> = Row & { readonly id: string; readonly sort_key: string | number | null };

/** Reads the stretches of a list. */
export class SegmentRows<Row> {
  private readonly order: ListOrder;

  constructor(
    private readonly scope: AccountScope,
    private readonly searchable: Searchable,
    private readonly columns: string,
    private readonly query: ListQuery,
    private readonly plan: ListPlan,
  ) {
    this.order = new ListOrder(query.ordering);
  }

  /** So many rows of the stretch, without those that are passed over, in the order of the whole texts. */
  fromNumber(segment: Segment, offset: number, limit: number): Promise<readonly ListedRow<Row>[]> {
    return this.byKey(segment, () => always, limit, offset);
  }

  /**
   * The same from a resource of the stretch on, itself included. Its key is whole: among rows whose keys are cut, ids tell
   * no order.
   */
  from(
    segment: Segment,
    position: ListPosition,
    offset: number,
    limit: number,
  ): Promise<readonly ListedRow<Row>[]> {
    return this.byKey(segment, this.order.behind(position, segment.key, true), limit, offset);
  }

  /** Whether an index has the rows in their order, so that those in front of a page need not be read. */
  isInIndexOrder({ key, needs }: Segment): boolean {
    const { inOrder, foundByCriteria } = this.found(needs);
    return key === undefined ? inOrder : !foundByCriteria;
  }

  /** Whether what the criteria find comes in the order of the list. */
  isFoundInOrder({ key, needs }: Segment): boolean {
    const { inOrder, foundByCriteria } = this.found(needs);
    return key === undefined && inOrder && foundByCriteria;
  }

  /** So many rows of the stretch that come after a resource of it. */
  async behind(segment: Segment, position: ListPosition, limit: number): Promise<readonly ListedRow<Row>[]> {
    const { key, rest } = segment;
    const last = position.key ?? null;
    if (key === undefined || rest === undefined || last === null || !isFullKey(last))
      return this.byKey(segment, this.order.behind(position, key), limit, 0);
    const alike: RowCondition = (id) =>
      sql`${raw(key)} = ${last} AND ${this.order.behindAmongAlike(rest, position.id, last)(id)}`;
    const rows = await this.byText(segment, alike, limit, 0);
    if (rows.length === limit) return rows;
    const others = await this.byKey(
      segment,
      () => sql`${raw(key)} ${this.order.beyond} ${last}`,
      limit - rows.length,
      0,
    );
    return [...rows, ...others];
  }

  /** @param position - where it is said, from this resource on. */
  countFrom(segment: Segment, position: ListPosition | undefined): Promise<number> {
    return this.count(segment, position && this.order.behind(position, segment.key, true));
  }

  async count({ needs }: Segment, condition: RowCondition = () => always): Promise<number> {
    const { source, id } = this.found(needs);
    const counting = sql`SELECT COUNT(*) AS total ${source} AND ${condition(id)}`;
    const [row] = await this.run<{ total: number }>(counting);
    return Number(row?.total ?? 0);
  }

  /**
   * An index has the rows in the order of their keys, and those of one key in that of their ids. That is the order of
   * the whole texts as well, unless a key on the page is the beginning of longer ones: then the rows that have a key of
   * the page are read again and sorted.
   */
  private async byKey(
    segment: Segment,
    condition: RowCondition,
    limit: number,
    offset: number,
  ): Promise<readonly ListedRow<Row>[]> {
    const { key, rest } = segment;
    const rows = await this.rows(segment, condition, limit, offset);
    const [first] = rows;
    const hasLongTexts = rest !== undefined && rows.some((row) => isFullKey(String(row.sort_key)));
    if (!hasLongTexts || key === undefined || first === undefined) return rows;
    const column = raw(key);
    const earlier: RowCondition = (id) =>
      sql`${condition(id)} AND ${column} = ${first.sort_key} AND ${id} ${this.order.before} ${first.id}`;
    const passedOver = offset === 0 ? 0 : await this.count(segment, earlier);
    const last = rows.at(-1)?.sort_key ?? null;
    const ofPage: RowCondition = (id) =>
      sql`${condition(id)} AND ${column} ${this.order.beyond}= ${first.sort_key} AND ${column} ${this.order.before}= ${last}`;
    return this.byText(segment, ofPage, rows.length, passedOver);
  }

  private byText(segment: Segment, condition: RowCondition, limit: number, offset: number) {
    return this.rows(segment, condition, limit, offset, segment.rest);
  }

  /** @param rest - where rows of one key are to be sorted by what is behind it. */
  private rows(
    { key, isUnique, isNumber, needs }: Segment,
    condition: RowCondition,
    limit: number,
    offset: number,
    rest?: SortedRest,
  ): Promise<readonly ListedRow<Row>[]> {
    const { alias, table } = this.searchable;
    const { dialect } = this.scope;
    const found = this.found(needs);
    // Left the choice, databases read all resources in the order of their ids until a page of matches is full.
    const idOrder = found.inOrder || key !== undefined ? found.id.text : `CONCAT(${found.id.text})`;
    const bytesOf = (text: string) => dialect.bytesOf(raw(text)).text;
    // What no index has in order is sorted by its bytes, since MariaDB takes no notice of U+0000 at the end of a text. Neither this
    // nor a sum can be read in an index, so that no database reads all resources in the order of the key for the sake of a few.
    const sortedBy = (text: string) => (isNumber ? `${text} + 0` : bytesOf(text));
    const isInIndex = rest === undefined && !found.foundByCriteria;
    const keyOrder = key === undefined || isInIndex ? key : sortedBy(key);
    const order = this.order.by(keyOrder, rest && bytesOf(rest.sql), isUnique ? undefined : idOrder);
    const pageOf = (selected: string) =>
      sql`SELECT ${raw(selected)}, ${raw(key ?? 'NULL')} AS sort_key ${found.source} AND ${condition(found.id)} ${order} LIMIT ${dialect.limit(limit)} OFFSET ${dialect.limit(offset)}`;
    const isOfAll = conjuncts(this.query.criteria).length === 0;
    if (found.isOwnTable && isOfAll && offset === 0) return this.run<ListedRow<Row>>(pageOf(this.columns));
    // Who is passed over or does not satisfy the criteria is met in an index, and only the page's rows are read.
    const ids = pageOf(`${found.id.text} AS id${rest === undefined ? '' : `, ${rest.sql} AS sort_rest`}`);
    const pageOrder = this.order.by(
      key && sortedBy('page.sort_key'),
      rest && bytesOf('page.sort_rest'),
      'page.id',
    );
    return this.run<ListedRow<Row>>(
      sql`SELECT ${raw(this.columns)}, page.sort_key FROM (${ids}) AS page ${raw(dialect.joinInOrder)} ${raw(`${table} AS ${alias}`)} ON ${raw(alias)}.account_id = :account AND ${raw(alias)}.id = page.id ${pageOrder}`,
    );
  }

  private found(needs: StatementNeeds): FoundResources {
    const { finding, ...asked } = this.plan;
    return foundResources(this.searchable, this.scope.dialect, finding, { ...needs, ...asked });
  }

  private run<Found>(fragment: SqlFragment): Promise<readonly Found[]> {
    return this.scope.rows<Found>(AccountStatement.of(fragment.text), fragment.parameters);
  }
}
