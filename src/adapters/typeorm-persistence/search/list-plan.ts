import type { ListQuery } from '../../../application/ports/list-page.ts';
import { type Criteria, conjuncts, everyone, nobody } from '../../../criteria/criteria.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { joined, sql } from '../statements/sql-fragment.ts';
import { countOfAll } from './all-resources.ts';
import { askedBySets } from './asked-by-sets.ts';
import { CriteriaCompiler } from './criteria-compiler.ts';
import { drivingRows } from './driving-rows.ts';
import { foundResources } from './found-resources.ts';
import type { ListBounds } from './known-lists.ts';
import { sampleOf } from './list-sample.ts';
import type { Searchable } from './searchable.ts';
import { type Comparison, isEquality, isOfOwnRow, isSeekable } from './seekable.ts';
import type { AskedCriteria } from './statement-needs.ts';

/** So many conditions are counted at most, one after the other. */
const countedMax = 6;

/** Where half of the first are as wanted, the page is among so many times as many as it has. */
const pagesLookedAt = 2;

/** Whoever is found by a condition, asked the others and sorted takes as long as so many of a list who are looked up in a set. */
const looksPerFound = 5;

/** A condition, and how many were seen to satisfy it. */
interface CountedCriteria {
  readonly part: Criteria;
  readonly count: number;
}

const byCount = (one: CountedCriteria, other: CountedCriteria): number => one.count - other.count;

/** How the pages of a list are found. */
export interface ListPlan extends AskedCriteria {
  /** What finds the resources; where it is nothing, each of the list is asked, from the first on. */
  readonly finding: Criteria;
}

/**
 * How a page of a list is found soon.
 *
 * - By a condition that few satisfy: the page sorts these, and everything else is asked of them.
 * - Where there is none, each of the list is asked from its first on, which often satisfies what many do. Where all conditions may be of
 *   many, that is tried before anything is counted.
 * - Where the first do not have the page among them, some who satisfy a condition find it, and the others are asked of these by sets.
 * - Where no condition is of some, those who satisfy the rarest are found at once, as a set. Where it is a negation, nearly everybody may
 *   satisfy what it negates, and the few others find the page; servers take longer so than with a set.
 */
export async function planOf(
  scope: AccountScope,
  searchable: Searchable,
  query: ListQuery,
  { fewMax, someMax, soonMax }: ListBounds,
): Promise<ListPlan> {
  const parts = conjuncts(query.criteria);
  const counted = parts.filter((part) => findsRows(searchable, scope, part));
  const byCost = counted.toSorted((one, other) => costOf(searchable, one) - costOf(searchable, other));
  const { from, limit } = query;
  const wanted = limit + (typeof from === 'number' ? from : 0);
  // What begins with a word in one attribute or another, as with certain values, may be nearly everybody.
  const mayBeMany = byCost.every((part) => part.kind === 'any' || costOf(searchable, part) > 0);
  const firstRows = wanted * pagesLookedAt;
  const first =
    mayBeMany && firstRows < soonMax ? await sampleOf(scope, searchable, query, parts, firstRows) : undefined;
  if (first !== undefined && first.all >= wanted) return { finding: everyone, asked: parts };
  const some: CountedCriteria[] = [];
  for (const part of byCost.slice(0, countedMax)) {
    // What stands in the row is asked sooner than rows are read by another index.
    const max = isOfOwnRow(searchable, part) ? fewMax : someMax;
    const count = await countUpTo(scope, searchable, part, max);
    if (count <= fewMax) return { finding: part, asked: parts.filter((other) => other !== part) };
    if (count <= max) some.push({ part, count });
  }
  // Where by the first there would be less than half a page, no more are looked at.
  const hasFew = first !== undefined && (first.all * soonMax) / firstRows < wanted / pagesLookedAt;
  const { each, all } = hasFew ? first : await sampleOf(scope, searchable, query, parts, soonMax);
  if (all >= wanted) return { finding: everyone, asked: parts };
  const met = parts.map((part, index) => ({ part, count: each[index] ?? 0 })).toSorted(byCount);
  const [fewest] = some.toSorted(byCount);
  const looked = hasFew ? firstRows : soonMax;
  // By how many of those who were looked at are as wanted, it takes longer to look on until the page is full.
  if (fewest !== undefined && fewest.count * all <= wanted * looked * looksPerFound) {
    const others = met.map(({ part }) => part).filter((part) => part !== fewest.part);
    const small = some.map(({ part }) => part);
    return { finding: fewest.part, ...askedBySets(searchable, scope.dialect, others, small) };
  }
  const [rarest, ...others] = met.map(({ part }) => part);
  if (rarest?.kind === 'not' && scope.dialect.sortsForExcept && findsRows(searchable, scope, rarest.of)) {
    const lacking = await countLacking(scope, searchable, rarest.of);
    if (lacking === 0) return { finding: nobody };
    if (lacking <= fewMax) return { finding: everyone, lacked: rarest.of, asked: others };
  }
  return { finding: everyone, askedBySets: rarest && [rarest], asked: others };
}

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

/** How many satisfy a condition, or that they are more than so many. */
async function countUpTo(
  scope: AccountScope,
  searchable: Searchable,
  part: Criteria,
  max: number,
): Promise<number> {
  const limit = scope.dialect.limit(max + 1);
  // Not without those who satisfy several alternatives: databases find all of these before they leave out any.
  const selects = (part.kind === 'any' ? part.of : [part]).map((one) => {
    const { source } = foundResources(searchable, scope.dialect, one);
    return sql`SELECT 1 AS one ${source}`;
  });
  const found = sql`${joined(selects, ' UNION ALL ')} LIMIT ${limit}`;
  const counting = sql`SELECT COUNT(*) AS found FROM (${found}) AS counted`;
  const [row] = await scope.rows<{ found: number }>(AccountStatement.of(counting.text), counting.parameters);
  return Number(row?.found);
}

/** How many do not satisfy a condition. */
async function countLacking(scope: AccountScope, searchable: Searchable, lacked: Criteria): Promise<number> {
  const { source } = foundResources(searchable, scope.dialect, lacked);
  const all = countOfAll(searchable, scope.dialect);
  const counting = sql`SELECT (${all}) - (SELECT COUNT(*) ${source}) AS lacking`;
  const [row] = await scope.rows<{ lacking: number }>(
    AccountStatement.of(counting.text),
    counting.parameters,
  );
  return Number(row?.lacking);
}
