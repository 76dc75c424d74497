import type { ListPosition, ListQuery } from '../../../application/ports/list-page.ts';
import type { ScimState } from '../scim-context.ts';
import type { StoredResource, StoredResources } from '../stored-resource.ts';
import type { Show } from '../streamed-text.ts';
import type { ResourceSearch } from './resource-search.ts';

/** Where a walk through a list stands. */
export interface WalkPosition {
  /** Which of several resource types is being walked through; 0 for one alone. */
  readonly list: number;
  readonly position: ListPosition | 'beginning';
  /** The number of resources as it was counted for the first page, so that no other page counts again. */
  readonly total: number;
}

/** Some resources of a page, of one type. */
export interface ResourcesOfPage {
  readonly resources: readonly StoredResource[];
  readonly show: Show;
}

/** What is known once a page is read. */
export interface ListEnd {
  /** The number of resources in all of the lists. */
  readonly total: number;
  /** Where a walk goes on; absent on its last page, and on pages by index. */
  readonly next?: WalkPosition;
}

type PageQuery = Pick<ListQuery, 'from' | 'limit' | 'withTotal'>;

const listOf = (
  state: ScimState,
  { binding, criteria, ordering, wants }: ResourceSearch,
  page: PageQuery,
): Promise<StoredResources> => binding.list(state, { criteria, ordering, ...page }, wants);

/**
 * Reads so many resources of one list, as many at a time as their type allows. Returns how many there were, where the
 * list goes on, and the total where it was wanted.
 */
async function* resourcesOf(
  state: ScimState,
  search: ResourceSearch,
  { from, limit, withTotal }: PageQuery,
): AsyncGenerator<ResourcesOfPage, { count: number; next?: ListPosition; total?: number }> {
  const { show, binding } = search;
  const readAtOnce = (count: number) => Math.min(limit - count, binding.listedAtOnceMax);
  const { total, ...first } = await listOf(state, search, { from, limit: readAtOnce(0), withTotal });
  let page: StoredResources = first;
  let count = 0;
  for (;;) {
    yield { resources: page.resources, show };
    count += page.resources.length;
    const { next } = page;
    if (next === undefined || count >= limit) return { count, next, total };
    page = await listOf(state, search, { from: next, limit: readAtOnce(count), withTotal: false });
  }
}

/** A page of the lists one after the other. */
export async function* pageByIndex(
  state: ScimState,
  searches: readonly ResourceSearch[],
  offset: number,
  limit: number,
): AsyncGenerator<ResourcesOfPage, ListEnd> {
  let room = limit;
  let total = 0;
  for (const search of searches) {
    const from = Math.max(0, offset - total);
    const list = yield* resourcesOf(state, search, { from, limit: room, withTotal: true });
    room -= list.count;
    total += list.total ?? 0;
  }
  return { total };
}

/** The next page of a walk. Only the first page counts; the cursor carries the number on. */
export async function* pageByWalk(
  state: ScimState,
  searches: readonly ResourceSearch[],
  walk: WalkPosition | undefined,
  limit: number,
): AsyncGenerator<ResourcesOfPage, ListEnd> {
  const total = walk?.total ?? (await totalOf(state, searches));
  let { list, position: from }: Pick<WalkPosition, 'list' | 'position'> = walk ?? {
    list: 0,
    position: 'beginning',
  };
  for (let room = limit; room > 0; ) {
    const search = searches[list];
    if (search === undefined) return { total };
    const read = yield* resourcesOf(state, search, { from, limit: room, withTotal: false });
    room -= read.count;
    if (read.next === undefined) list += 1;
    from = read.next ?? 'beginning';
  }
  return limit === 0 || list === searches.length
    ? { total }
    : { total, next: { list, position: from, total } };
}

async function totalOf(state: ScimState, searches: readonly ResourceSearch[]): Promise<number> {
  let total = 0;
  for (const search of searches) {
    total += (await listOf(state, search, { from: 0, limit: 0, withTotal: true })).total ?? 0;
  }
  return total;
}
