import { comparable } from '../../../criteria/comparable.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { allOf, raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import { anchorOf } from './anchor.ts';
import type { CriteriaCompiler } from './criteria-compiler.ts';
import { isEquality } from './seekable.ts';
import type { ValueRows } from './value-conditions.ts';

/** Rows of an index by which a statement finds resources, each resource once. */
export interface DrivingRows {
  /** As FROM takes it, with its alias. */
  readonly from: SqlFragment;
  /** The index by which the rows are found, where nothing else leads to them. */
  readonly index?: string;
  /** The resource's id. */
  readonly id: string;
  readonly condition: SqlFragment;
  /** Whether they are all of one value, and so come in the order of the resources' ids. */
  readonly isOneValue: boolean;
  /** Whether an index has them together, and none that the criteria do not match between them. */
  readonly isRange: boolean;
}

/** The rows that a criterion finds; `undefined` for one that has to be asked of each resource. */
export function drivingRows(compiler: CriteriaCompiler, criterion: Criteria): DrivingRows | undefined {
  if (criterion.kind !== 'compare' && criterion.kind !== 'present' && criterion.kind !== 'element')
    return undefined;
  const path = criterion.kind === 'element' ? criterion.path : criterion.field.path;
  if (compiler.linkOf(path) !== undefined) return linkedRows(compiler, criterion);
  const anchored = anchorOf(criterion.kind === 'element' ? criterion.of : criterion);
  if (anchored === undefined || compiler.columnOf(anchored.anchor.field) !== undefined) return undefined;
  const rows = compiler.newValueRows();
  if (rows === undefined) return undefined;
  const holds = (of: ValueRows) =>
    allOf([compiler.valueLeaf(anchored.anchor, of), compiler.aboutElement(of, anchored.rest)]);
  return {
    from: raw(`${rows.table} AS ${rows.alias}`),
    id: `${rows.alias}.${rows.owner}`,
    index: compiler.valuesIndex,
    isOneValue: isEquality(anchored.anchor),
    isRange: isRange(anchored.anchor),
    condition: sql`${raw(rows.alias)}.account_id = :account AND ${holds(rows)} AND ${firstOf(rows, compiler, anchored.anchor, holds)}`,
  };
}

/** `groups.value eq "…"`: the group's members, as the index has them in the order of their ids. */
function linkedRows(compiler: CriteriaCompiler, criterion: Criteria): DrivingRows | undefined {
  const only = criterion.kind === 'element' ? criterion.of : criterion;
  if (only.kind !== 'compare' || only.operator !== 'equals' || only.field.affixes !== undefined)
    return undefined;
  const finds = compiler.linkOf(only.field.path)?.finds;
  if (finds === undefined || finds.path !== only.field.path) return undefined;
  const alias = compiler.newAlias('m');
  return {
    from: raw(`${finds.table} AS ${alias}`),
    id: `${alias}.${finds.owner}`,
    isOneValue: true,
    isRange: true,
    condition: sql`${raw(alias)}.account_id = :account AND ${raw(`${alias}.${finds.column}`)} = ${String(comparable(only.field, only.value) ?? '')}`,
  };
}

const isRange = (leaf: Criteria): boolean =>
  leaf.kind === 'compare' && leaf.operator !== 'contains' && leaf.operator !== 'endsWith';

/** Of several elements that are in question the first stands for the resource. */
function firstOf(
  { table, owner, alias }: ValueRows,
  compiler: CriteriaCompiler,
  anchor: Criteria,
  holds: (rows: ValueRows) => SqlFragment,
): SqlFragment {
  const earlier = compiler.newAlias('v');
  const same = `${earlier}.account_id = :account AND ${earlier}.${owner} = ${alias}.${owner} AND ${earlier}.element < ${alias}.element`;
  return sql`(${raw(alias)}.element = 0 OR NOT EXISTS (SELECT 1 FROM ${raw(compiler.lookedUp({ table, alias: earlier }, anchor))} WHERE ${raw(same)} AND ${holds({ table, owner, alias: earlier })}))`;
}
