import type { ListQuery } from '../../../application/ports/list-page.ts';
import { type Criteria, everyone } from '../../../criteria/criteria.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { always, joined, raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import { CriteriaCompiler } from './criteria-compiler.ts';
import { foundResources } from './found-resources.ts';
import { ListOrder } from './list-order.ts';
import type { Searchable } from './searchable.ts';
import { byId, segmentsFrom, segmentsOf } from './segments.ts';

/** How many of the first of a list satisfy each of the criteria, and all of them. */
export interface ListSample {
  readonly each: readonly number[];
  readonly all: number;
}

/** @param rows - so many are looked at, from where the page begins, as far as they are sorted by the same. */
export async function sampleOf(
  scope: AccountScope,
  searchable: Searchable,
  query: ListQuery,
  parts: readonly Criteria[],
  rows: number,
): Promise<ListSample> {
  const { dialect } = scope;
  const { alias, table } = searchable;
  const first = firstOf(scope, searchable, query, rows);
  const compiler = new CriteriaCompiler(searchable, dialect, `${alias}.id`, 'w');
  const names = parts.map((_, index) => `met_${index}`);
  const columns = parts.map(
    (part, index) =>
      sql`CASE WHEN ${compiler.condition(part)} THEN 1 ELSE 0 END AS ${raw(names[index] ?? '')}`,
  );
  const ofRow = `${dialect.joinInOrder} ${table} AS ${alias} ON ${alias}.account_id = :account AND ${alias}.id = begun.id`;
  // There are no more. MariaDB would put what has no limit into the statement around it, and refuses to sum an EXISTS.
  const met = sql`SELECT ${joined(columns, ', ')} FROM (${first}) AS begun ${raw(ofRow)} LIMIT ${dialect.limit(rows)}`;
  const sums = [...names, names.join(' * ')].map((text, index) => `SUM(${text}) AS sum_${index}`);
  const counting = sql`SELECT ${raw(sums.join(', '))} FROM (${met}) AS met`;
  const statement = AccountStatement.of(counting.text);
  const [row] = await scope.rows<Record<string, number | null>>(statement, counting.parameters);
  const counts = sums.map((_, index) => Number(row?.[`sum_${index}`] ?? 0));
  return { each: counts.slice(0, -1), all: counts.at(-1) ?? 0 };
}

/** The ids of the first, in the order of the list. */
function firstOf(
  { dialect }: AccountScope,
  searchable: Searchable,
  { from, ordering }: ListQuery,
  rows: number,
): SqlFragment {
  const at = typeof from === 'object' ? from : undefined;
  const [{ key, isUnique, needs } = byId] = segmentsFrom(segmentsOf(searchable, ordering), at);
  const order = new ListOrder(ordering);
  const { source, id } = foundResources(searchable, dialect, everyone, needs);
  const condition = at === undefined ? always : order.behind(at, key)(id);
  return sql`SELECT ${id} AS id ${source} AND ${condition} ${order.by(key, isUnique ? undefined : id.text)} LIMIT ${dialect.limit(rows)}`;
}
