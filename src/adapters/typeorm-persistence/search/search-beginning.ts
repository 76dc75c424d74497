import type { Criteria } from '../../../criteria/criteria.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import type { DrivingRows } from './driving-rows.ts';
import type { Searchable } from './searchable.ts';
import { isEquality, isOfOwnRow, isSeekable, selectsAtMostOne } from './seekable.ts';
import type { StatementNeeds } from './statement-needs.ts';

/**
 * Where a search begins, so that for each row it reads no more than what the resource itself has: with the resources' own
 * rows where their columns find a few, with rows of one value, or with a range rather than with all rows of a path.
 *
 * @returns `undefined` for the resources' own rows.
 */
export function beginningOf(
  searchable: Searchable,
  driving: readonly DrivingRows[],
  parts: readonly Criteria[],
  { rows: ofOrder }: StatementNeeds,
): DrivingRows | undefined {
  if (parts.some((part) => selectsAtMostOne(searchable, part))) return undefined;
  const ofOneValue = driving.find(({ isOneValue }) => isOneValue);
  if (ofOneValue !== undefined) return ofOneValue;
  const ofOwnRow = parts.filter((part) => isOfOwnRow(searchable, part));
  if (ofOwnRow.some((part) => isSeekable(searchable, part))) return undefined;
  // Of the criteria of a list nothing is left to find rows but what few satisfy: see `list-plan`.
  if (ofOrder !== undefined && driving.length === 1 && ofOwnRow.length > 0) return undefined;
  return driving.find(({ isRange }) => isRange) ?? driving.at(-1);
}

/**
 * By which index the resources' own rows are read: by the only value that they are to have, or in the order of the list, where
 * nothing finds them. Where more than one thing does, servers choose: either may be what only a few have.
 */
export function ownIndex(
  searchable: Searchable,
  dialect: SqlDialect,
  parts: readonly Criteria[],
  { index, needsRow = false, condition }: StatementNeeds,
): string {
  const named = (name: string | undefined) => (name === undefined ? '' : dialect.byIndex(name));
  const finding = parts.filter((part) => isOfOwnRow(searchable, part) || isSeekable(searchable, part));
  const [only] = finding;
  if (only === undefined && needsRow) return named(index);
  if (parts.length === 0) return condition === undefined ? dialect.byPrimaryKey(searchable.table) : '';
  const isValue = finding.length === 1 && only?.kind === 'compare' && isEquality(only);
  return isValue ? named(searchable.columns.get(only.field.path)?.index) : '';
}

/**
 * By which index rows are read. An equality leads from the resource to its row as well; a range does not, and is read by the
 * resource, unless the search begins there.
 */
export function indexFor(
  rows: DrivingRows,
  isBeginning: boolean,
  { values }: Searchable,
  dialect: SqlDialect,
): string {
  if (rows.index === undefined || values === undefined) return '';
  const isEntered = rows.isOneValue || isBeginning;
  return isEntered ? dialect.byIndex(rows.index) : dialect.byPrimaryKey(values.table);
}
