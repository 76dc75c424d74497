import { type Criteria, conjuncts, pathsOf } from '../../../criteria/criteria.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { allOf, joined, raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import { CriteriaCompiler } from './criteria-compiler.ts';
import { type DrivingRows, drivingRows } from './driving-rows.ts';
import { beginningOf, indexFor, ownIndex } from './search-beginning.ts';
import type { Searchable } from './searchable.ts';
import { concernsColumns, isEquality, isOfOwnRow, isSeekable } from './seekable.ts';
import type { StatementNeeds } from './statement-needs.ts';

/** Where a statement finds the resources that satisfy criteria, and how it names them. */
export interface FoundResources {
  /** FROM and WHERE. */
  readonly source: SqlFragment;
  readonly id: SqlFragment;
  /** Whether the resources' own table is read and no other. */
  readonly isOwnTable: boolean;
  /** Whether an index has them in the order of their ids, so that a page of them can be read without the others. */
  readonly inOrder: boolean;
  /** Whether rows that the criteria find lead to them, so that no index has them in another order. */
  readonly foundByCriteria: boolean;
}

/** MySQL joins 61 tables at most, SQLite 64, and no database needs more to choose from. */
const drivingRowsMax = 6;

/**
 * Finds resources by the rows of the value index that the criteria name, joined on the resource's id, so that the
 * database begins with the fewest; what cannot be found so is asked of each. Where nothing names rows, the
 * resources' own table is read in the order of its key.
 *
 * @param criteria - without those of the needs that are only asked.
 */
export function foundResources(
  searchable: Searchable,
  dialect: SqlDialect,
  criteria: Criteria,
  needs: StatementNeeds = {},
): FoundResources {
  const parts = conjuncts(criteria);
  const { asked = [], askedBySets = [], lacked } = needs;
  const table = `${searchable.table} AS ${searchable.alias}`;
  const ownId = `${searchable.alias}.id`;
  const compiler = new CriteriaCompiler(searchable, dialect, ownId);
  const driving: DrivingRows[] = needs.rows === undefined ? [] : [needs.rows(compiler)];
  const others: Criteria[] = [];
  for (const part of parts) {
    const rows = driving.length < drivingRowsMax ? drivingRows(compiler, part) : undefined;
    if (rows === undefined) others.push(part);
    else driving.push(rows);
  }
  const union = parts.some((part) => isSeekable(searchable, part) && part.kind !== 'any')
    ? undefined
    : others.find((part) => part.kind === 'any' && isSeekable(searchable, part));
  if (union?.kind === 'any') {
    driving.push(unionRows(searchable, dialect, union.of, compiler));
    others.splice(others.indexOf(union), 1);
  }
  if (lacked !== undefined) driving.push(othersRows(searchable, dialect, lacked, compiler));
  const first = driving[0];
  const needsRow =
    first === undefined ||
    needs.needsRow === true ||
    // MySQL would copy conditions on a union into each of its selects.
    (union !== undefined && others.length > 0) ||
    lacked !== undefined ||
    others.concat(asked, askedBySets).some((part) => concernsColumns(searchable, part));
  const id = needsRow || first === undefined ? ownId : first.id;
  // Before the resource's row is read, where something else leads to it.
  const askedId = union === undefined && first !== undefined ? first.id : id;
  const askedCompiler = new CriteriaCompiler(searchable, dialect, askedId, 'w');
  const setCompiler = new CriteriaCompiler(searchable, dialect, askedId, 'x', true);
  const lookups = others.flatMap(pathsOf).filter((path) => !searchable.columns.has(path));
  const lookupsAreMany = lookups.length > drivingRowsMax;
  const conditions = [
    // First, so that rows are counted that none of the others lets through.
    ...(needsRow ? [ownId] : [])
      .concat(driving.map((rows) => rows.id))
      .flatMap(dialect.stoppable)
      .map(raw),
    ...(needsRow ? [raw(`${searchable.alias}.account_id = :account`)] : []),
    ...driving.map(({ condition }) => condition),
    ...driving.filter((rows) => rows.id !== id).map((rows) => raw(`${rows.id} = ${id}`)),
    ...askedBySets.map((part) => askedOfEach(setCompiler.condition(part))),
    ...others.map((part) => {
      const condition = askedCompiler.condition(part);
      return lookupsAreMany ? askedOfEach(condition) : condition;
    }),
    ...asked.map((part) => askedOfEach(askedCompiler.condition(part))),
    ...(needs.condition === undefined ? [] : [needs.condition(id)]),
  ];
  const beginning = beginningOf(searchable, driving, parts, needs);
  const fromRows = (rows: DrivingRows) =>
    sql`${rows.from}${raw(indexFor(rows, rows === beginning, searchable, dialect))}`;
  const isOwnTable = driving.length === 0;
  const index = beginning === undefined ? ownIndex(searchable, dialect, parts, needs) : '';
  const row = needsRow ? [raw(table + index)] : [];
  // Rows of one value may be entered from any side, and servers know which of them are the fewest.
  const join = beginning?.isOneValue ? ' CROSS JOIN ' : ` ${dialect.joinInOrder} `;
  const tables =
    beginning === undefined
      ? [...row, ...driving.map(fromRows)]
      : [beginning, ...driving.filter((rows) => rows !== beginning)].map(fromRows).concat(row);
  const inOrder = isOwnTable
    ? parts.every((part) => isEquality(part) || !isSeekable(searchable, part))
    : driving.some(({ isOneValue }) => isOneValue);
  return {
    isOwnTable,
    inOrder,
    foundByCriteria:
      needs.rows === undefined
        ? !isOwnTable || parts.some((part) => isOfOwnRow(searchable, part))
        : driving.length > 1 || beginning !== first,
    id: raw(id),
    source: sql`FROM ${joined(tables, join)} WHERE ${allOf(conditions)}`,
  };
}

/**
 * Databases make joins of EXISTS, and MariaDB tries the orders of a hundred of them for minutes. What stands in a CASE
 * is asked of each resource, and no more is made of it.
 */
const askedOfEach = (condition: SqlFragment): SqlFragment =>
  sql`CASE WHEN ${condition} THEN 1 ELSE 0 END = 1`;

/** Each of several alternatives finds its own; a union, since no database uses an index for each side of an OR. */
function unionRows(
  searchable: Searchable,
  dialect: SqlDialect,
  alternatives: readonly Criteria[],
  compiler: CriteriaCompiler,
): DrivingRows {
  const selects = alternatives.map((alternative) => selectIds(searchable, dialect, alternative));
  return rowsOf(joined(selects, ' UNION '), compiler);
}

/** All but those who satisfy a condition: see `SqlDialect.sortsForExcept`. */
function othersRows(
  searchable: Searchable,
  dialect: SqlDialect,
  lacked: Criteria,
  compiler: CriteriaCompiler,
): DrivingRows {
  const { table, alias, countedBy } = searchable;
  const index = countedBy === undefined ? '' : dialect.byIndex(countedBy);
  const conditions = [`${alias}.account_id = :account`, ...dialect.stoppable(`${alias}.id`)].map(raw);
  const all = sql`SELECT ${raw(`${alias}.id FROM ${table} AS ${alias}${index}`)} WHERE ${allOf(conditions)}`;
  return rowsOf(sql`${all} EXCEPT ${selectIds(searchable, dialect, lacked)}`, compiler);
}

function selectIds(searchable: Searchable, dialect: SqlDialect, criteria: Criteria): SqlFragment {
  const { source, id } = foundResources(searchable, dialect, criteria);
  return sql`SELECT ${id} AS id ${source}`;
}

function rowsOf(select: SqlFragment, compiler: CriteriaCompiler): DrivingRows {
  const alias = compiler.newAlias('u');
  return {
    from: sql`(${select}) AS ${raw(alias)}`,
    id: `${alias}.id`,
    condition: raw('1 = 1'),
    isOneValue: false,
    isRange: true,
  };
}
