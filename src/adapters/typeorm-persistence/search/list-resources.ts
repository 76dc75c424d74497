import type { ListQuery } from '../../../application/ports/list-page.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import type { AccountLists } from './account-lists.ts';
import { usualBounds } from './known-lists.ts';
import { type ListPlan, planOf } from './list-plan.ts';
import { type ListedRows, ResourceList } from './resource-list.ts';
import type { Searchable } from './searchable.ts';
import { SegmentRows } from './segment-rows.ts';

/**
 * @param columns - what is wanted of each resource, by the table's alias.
 * @param lists - absent where what is read is not committed yet, of which nothing may be remembered.
 */
export async function listResources<Row>(
  scope: AccountScope,
  searchable: Searchable,
  columns: string,
  query: ListQuery,
  lists?: AccountLists,
): Promise<ListedRows<Row>> {
  const listBy = (plan: ListPlan) => {
    const stretches = new SegmentRows<Row>(scope, searchable, columns, query, plan);
    return new ResourceList(scope, searchable, query, lists, stretches);
  };
  const asWritten = listBy({ finding: query.criteria });
  if (!asWritten.needsPlan) return asWritten.page();
  return listBy(await planOf(scope, searchable, query, lists?.known.bounds ?? usualBounds)).page();
}
