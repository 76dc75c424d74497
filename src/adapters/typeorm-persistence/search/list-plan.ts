import { all, type Criteria, conjuncts, not } from '../../../criteria/criteria.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { joined, sql } from '../statements/sql-fragment.ts';
import { CriteriaCompiler } from './criteria-compiler.ts';
import { drivingRows } from './driving-rows.ts';
import { foundResources } from './found-resources.ts';
import type { Searchable } from './searchable.ts';
import { type Comparison, isEquality, isOfOwnRow, isSeekable } from './seekable.ts';

/** So many conditions are counted at most, one after the other. */
const countedMax = 6;

/** How the pages of a list are found. */
export interface ListPlan {
  readonly criteria: Criteria;
  /** Whether a part of the criteria finds the resources; otherwise each of the list is asked, from the first on. */
  readonly isFound: boolean;
}

/**
 * The criteria of a list, so written that a page of it is found soon: one that few satisfy stays as it is and finds them, to be
 * sorted; every other is asked of each resource. Where there is none, that is each of the list from its first on, which often satisfies
 * what many do.
 *
 * @param fewMax - an index is read so far to tell whether few satisfy a condition.
 */
export async function planOf(
  scope: AccountScope,
  searchable: Searchable,
  criteria: Criteria,
  fewMax: number,
): Promise<ListPlan> {
  const parts = conjuncts(criteria);
  const counted = parts.filter((part) => findsRows(searchable, scope, part));
  const byCost = counted.toSorted((one, other) => costOf(searchable, one) - costOf(searchable, other));
  for (const part of byCost.slice(0, countedMax)) {
    if (!(await areFew(scope, searchable, part, fewMax))) continue;
    const others = parts.filter((other) => other !== part).map(askedOfEach);
    return { criteria: all(part, ...others), isFound: true };
  }
  return { criteria: all(...parts.map(askedOfEach)), isFound: false };
}

/** The same, as nothing finds it: see `found-resources`. */
const askedOfEach = (criteria: Criteria): Criteria => not(not(criteria));

/** Whether the condition by itself finds resources by an index. */
function findsRows(searchable: Searchable, { dialect }: AccountScope, part: Criteria): boolean {
  const compiler = new CriteriaCompiler(searchable, dialect, 'id');
  const hasIndex = ({ field }: Comparison) => searchable.columns.get(field.path)?.index !== undefined;
  return (
    isSeekable(searchable, part) ||
    drivingRows(compiler, part) !== undefined ||
    (isOfOwnRow(searchable, part) && isEquality(part) && hasIndex(part))
  );
}

/** What an index has together is counted soon; to look for a part of a text reads all values. */
function costOf(searchable: Searchable, part: Criteria): number {
  if (isSeekable(searchable, part)) return 0;
  return part.kind === 'compare' && part.operator !== 'equals' ? 2 : 1;
}

async function areFew(
  scope: AccountScope,
  searchable: Searchable,
  part: Criteria,
  fewMax: number,
): Promise<boolean> {
  const limit = scope.dialect.limit(fewMax + 1);
  // Not without those who satisfy several alternatives: databases find all of these before they leave out any.
  const selects = (part.kind === 'any' ? part.of : [part]).map((one) => {
    const { source } = foundResources(searchable, scope.dialect, one);
    return sql`SELECT 1 AS one ${source}`;
  });
  const some = sql`${joined(selects, ' UNION ALL ')} LIMIT ${limit}`;
  const counting = sql`SELECT COUNT(*) AS found FROM (${some}) AS few`;
  const [row] = await scope.rows<{ found: number }>(AccountStatement.of(counting.text), counting.parameters);
  return Number(row?.found) <= fewMax;
}
