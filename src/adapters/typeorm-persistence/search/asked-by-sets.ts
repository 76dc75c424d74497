import type { Criteria } from '../../../criteria/criteria.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { CriteriaCompiler } from './criteria-compiler.ts';
import { drivingRows } from './driving-rows.ts';
import type { Searchable } from './searchable.ts';
import { isOfOwnRow, isSeekable } from './seekable.ts';
import type { AskedCriteria } from './statement-needs.ts';

/**
 * How conditions are asked of some ten thousand. On MySQL one of these is asked for a value in 5 µs, put into a set in 0.6, and looked up there
 * in 1. So a set is worth it where it is small, where a condition has alternatives, of which each would be asked, and for a negation.
 *
 * @param small - those of the conditions that some ten thousand at most satisfy.
 */
export function askedBySets(
  searchable: Searchable,
  dialect: SqlDialect,
  parts: readonly Criteria[],
  small: readonly Criteria[],
): AskedCriteria {
  const compiler = new CriteriaCompiler(searchable, dialect, 'id');
  /** Whether an index has those together who satisfy a condition. */
  const areTogether = (part: Criteria): boolean => {
    if (part.kind === 'not') return areTogether(part.of);
    if (part.kind === 'any') return part.of.every(areTogether);
    if (part.kind !== 'present' && part.kind !== 'compare') return false;
    if (isOfOwnRow(searchable, part)) return isSeekable(searchable, part);
    const rows = drivingRows(compiler, part);
    return rows?.index !== undefined && (part.kind === 'present' || rows.isRange);
  };
  const hasSet = (part: Criteria) =>
    areTogether(part) && (part.kind === 'not' || part.kind === 'any' || small.includes(part));
  return {
    askedBySets: parts.filter(hasSet),
    asked: parts.filter((part) => !hasSet(part)),
  };
}
