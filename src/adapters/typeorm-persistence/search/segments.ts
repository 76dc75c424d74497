import type { ListPosition } from '../../../application/ports/list-page.ts';
import type { Ordering } from '../../../criteria/ordering.ts';
import { raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import type { Searchable } from './searchable.ts';
import type { StatementNeeds } from './statement-needs.ts';
import { pathOf } from './value-conditions.ts';

/** A stretch of a sorted list: those who have the attribute by its value, or those who lack it, by id. */
export interface Segment {
  /** What the resources of the stretch are sorted by before their id; absent for the id alone. */
  readonly key?: string;
  /** No two resources have the same key. MariaDB would sort them anew, were they to be in the order of their ids as well. */
  readonly isUnique?: true;
  /** The key is a number, and no text. */
  readonly isNumber?: boolean;
  /** What is behind keys that hold the beginnings of longer texts. */
  readonly rest?: SortedRest;
  readonly needs: StatementNeeds;
}

/** Where texts go on that are longer than their keys. No index has them, so that they are asked for where keys are alike. */
export interface SortedRest {
  readonly sql: string;
  /** The rest of a resource whose key is this, as a subselect of one row or none. */
  of(id: string, key: string): SqlFragment;
}

/** The whole list, sorted by nothing else. */
export const byId: Segment = { needs: {} };

/** A list as stretches that an index has in order each; a descending list is the ascending one from its end. */
export function segmentsOf(searchable: Searchable, ordering: Ordering | undefined): readonly Segment[] {
  if (ordering === undefined) return [byId];
  const ascending = ascendingSegments(searchable, ordering);
  return ordering.descending ? [...ascending].reverse() : ascending;
}

/** Those in which the list goes on at a resource. */
export function segmentsFrom(segments: readonly Segment[], at: ListPosition | undefined): readonly Segment[] {
  const isOf = ({ key }: Segment) => at === undefined || (key !== undefined) === (typeof at.key === 'string');
  return segments.slice(segments.findIndex(isOf));
}

function ascendingSegments(searchable: Searchable, { field }: Ordering): readonly Segment[] {
  const column = searchable.columns.get(field.path);
  if (column === undefined) return valueSegments(searchable, pathOf(field));
  if (column.sql === `${searchable.alias}.id`) return [byId];
  const { index, unique: isUnique } = column;
  const isNumber = column.kind === 'number' || column.kind === 'boolean';
  const having = { key: column.sql, isUnique, isNumber, needs: { needsRow: true, index } };
  if (column.nullable === undefined) return [having];
  const test = (condition: string) => ({
    needsRow: true,
    index,
    condition: () => raw(`${column.sql} ${condition}`),
  });
  return [{ ...having, needs: test('IS NOT NULL') }, { needs: test('IS NULL') }];
}

/** Sorted by the primary value or the first one, which is element 0. */
function valueSegments({ values }: Searchable, path: string): readonly Segment[] {
  if (values === undefined) return [byId];
  const { table, owner, index } = values;
  const ofPath = (alias: string): SqlFragment =>
    sql`${raw(alias)}.account_id = :account AND ${raw(alias)}.path = ${path} AND ${raw(alias)}.element = 0`;
  const rows = () => ({
    from: raw(`${table} AS s`),
    id: `s.${owner}`,
    index,
    isOneValue: false,
    isRange: false,
    condition: ofPath('s'),
  });
  const lacking = (id: string) =>
    sql`NOT EXISTS (SELECT 1 FROM ${raw(`${table} AS s`)} WHERE ${ofPath('s')} AND s.${raw(owner)} = ${raw(id)})`;
  const rest: SortedRest = {
    sql: "COALESCE(s.value_rest, '')",
    of: (id, key) =>
      sql`SELECT COALESCE(b.value_rest, '') FROM ${raw(`${table} AS b`)} WHERE ${ofPath('b')} AND b.${raw(owner)} = ${id} AND b.value_key = ${key}`,
  };
  return [{ key: 's.value_key', rest, needs: { rows } }, { needs: { condition: lacking } }];
}
