import type { ListQuery } from '../../../application/ports/list-page.ts';
import type { JsonObject } from '../../../criteria/json.ts';
import type { WalkPosition } from '../cursor-seal.ts';
import type { ScimState } from '../scim-context.ts';
import type { StoredResources } from '../stored-resource.ts';
import type { ResourceSearch } from './resource-search.ts';

export interface ResultPage {
  readonly resources: readonly JsonObject[];
  readonly total: number;
}

type PageQuery = Pick<ListQuery, 'from' | 'limit' | 'withTotal'>;

const listOf = (
  state: ScimState,
  { binding, criteria, ordering, wants }: ResourceSearch,
  page: PageQuery,
): Promise<StoredResources> => binding.list(state, { criteria, ordering, ...page }, wants);

/** A page of the lists one after the other, with the number of resources in all of them. */
export async function pageByIndex(
  state: ScimState,
  searches: readonly ResourceSearch[],
  offset: number,
  limit: number,
): Promise<ResultPage> {
  const resources: JsonObject[] = [];
  let total = 0;
  for (const search of searches) {
    const from = Math.max(0, offset - total);
    const room = limit - resources.length;
    const page = await listOf(state, search, { from, limit: room, withTotal: true });
    resources.push(...page.resources.map(search.show));
    total += page.total ?? 0;
  }
  return { resources, total };
}

/** The next page of a walk. Only the first page counts; the cursor carries the number on. */
export async function pageByWalk(
  state: ScimState,
  searches: readonly ResourceSearch[],
  walk: WalkPosition | undefined,
  limit: number,
): Promise<ResultPage & { readonly next?: WalkPosition }> {
  const resources: JsonObject[] = [];
  let next: Pick<WalkPosition, 'list' | 'position'> | undefined = walk ?? { list: 0, position: 'beginning' };
  const total = walk?.total ?? (await totalOf(state, searches));
  while (next !== undefined && resources.length < limit) {
    const { list, position: from }: Pick<WalkPosition, 'list' | 'position'> = next;
    const search: ResourceSearch | undefined = searches[list];
    if (search === undefined) break;
    const page = await listOf(state, search, { from, limit: limit - resources.length, withTotal: false });
    resources.push(...page.resources.map(search.show));
    if (page.next !== undefined) next = { list, position: page.next };
    else next = list + 1 < searches.length ? { list: list + 1, position: 'beginning' } : undefined;
  }
  return { resources, total, next: limit === 0 || next === undefined ? undefined : { ...next, total } };
}

async function totalOf(state: ScimState, searches: readonly ResourceSearch[]): Promise<number> {
  let total = 0;
  for (const search of searches) {
    total += (await listOf(state, search, { from: 0, limit: 0, withTotal: true })).total ?? 0;
  }
  return total;
}
