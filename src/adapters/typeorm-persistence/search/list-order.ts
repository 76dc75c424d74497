import type { ListPosition } from '../../../application/ports/list-page.ts';
import type { Ordering } from '../../../criteria/ordering.ts';
import { raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import type { SortedRest } from './segments.ts';

/** Given the id of the resource that a row is about. */
export type RowCondition = (id: SqlFragment) => SqlFragment;

/** The direction of a list, and what comes behind what. */
export class ListOrder {
  /** Compares what comes later in the list with what comes earlier, and the other way round. */
  readonly beyond: SqlFragment;
  readonly before: SqlFragment;
  private readonly direction: string;

  constructor(ordering: Ordering | undefined) {
    const descending = ordering?.descending ?? false;
    this.beyond = raw(descending ? '<' : '>');
    this.before = raw(descending ? '>' : '<');
    this.direction = descending ? ' DESC' : '';
  }

  by(...parts: readonly (string | undefined)[]): SqlFragment {
    const given = parts.filter((part) => part !== undefined);
    return raw(`ORDER BY ${given.map((part) => part + this.direction).join(', ')}`);
  }

  /**
   * Written so that an index on the key is entered at the resource.
   *
   * @param included - whether the resource itself is wanted as well.
   */
  behind({ id, key: last = null }: ListPosition, key: string | undefined, included = false): RowCondition {
    const { beyond } = this;
    const since = included ? sql`${beyond}=` : beyond;
    if (key === undefined) return (idColumn) => sql`${idColumn} ${since} ${id}`;
    const column = raw(key);
    return (idColumn) =>
      sql`${column} ${beyond}= ${last} AND (${column} ${beyond} ${last} OR ${idColumn} ${since} ${id})`;
  }

  /**
   * After a resource among those whose keys are its own. Where it has left them since, they are read once more from
   * the first on: nobody may be missing.
   */
  behindAmongAlike(rest: SortedRest, id: string, key: string): RowCondition {
    const last = rest.of(id, key);
    const column = raw(rest.sql);
    const { beyond } = this;
    return (idColumn) =>
      sql`(NOT EXISTS (${last}) OR ${column} ${beyond} (${last}) OR (${column} = (${last}) AND ${idColumn} ${beyond} ${id}))`;
  }
}
