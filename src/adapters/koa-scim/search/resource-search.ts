import { type Criteria, everyone, nobody } from '../../../criteria/criteria.ts';
import type { Ordering } from '../../../criteria/ordering.ts';
import type { Filter } from '../../../scim/filter/filter.ts';
import { parseFilter } from '../../../scim/filter/parse-filter.ts';
import type { SearchRequest } from '../../../scim/messages/search-request.ts';
import type { ScimObject } from '../../../scim/resource/scim-resource.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { compileFilter } from '../../scim-criteria/compile-filter.ts';
import type { SearchedType } from '../../scim-criteria/searched-type.ts';
import { type Projected, projected, representation } from '../answer.ts';
import type { KeptResource, ResourceBinding } from '../resource-binding.ts';
import type { ScimContext } from '../scim-context.ts';
import { sortOrder } from './sort-order.ts';

/** What is searched for among the resources of one type. */
export interface ResourceSearch {
  readonly binding: ResourceBinding;
  readonly criteria: Criteria;
  readonly ordering?: Ordering;
  readonly wants: Projected['wants'];
  readonly show: (kept: KeptResource) => ScimObject;
}

/**
 * The search that a request asks for, in each of the resource types.
 *
 * @throws ScimError 400 for a filter or sort order that means nothing in any of them.
 */
export async function searchesFor(
  context: ScimContext,
  bindings: readonly ResourceBinding[],
  request: SearchRequest,
): Promise<readonly ResourceSearch[]> {
  const { baseUrl } = context.state;
  const filter = request.filter === undefined ? undefined : parseFilter(request.filter);
  if (bindings.length > 1 && request.sortBy !== undefined) {
    const detail = 'Resources of several types have no common order; sort those of one type.';
    throw new ScimError(400, detail, 'invalidValue');
  }
  // Only what names the custom attributes has to know which of them the account has.
  const namesCustom = /profile/i.test(`${request.filter} ${request.sortBy}`);
  const refused: unknown[] = [];
  const searches = await Promise.all(
    bindings.map(async (binding) => {
      const type = namesCustom ? await binding.typeIn(context.state) : binding.type;
      const searched = { type, baseUrl };
      const { wants, project } = projected(type, request);
      return {
        binding,
        criteria: criteriaOf(filter, searched, refused),
        ordering: sortOrder(request, searched),
        wants,
        show: (kept: KeptResource) => project(representation(type, kept, baseUrl)),
      };
    }),
  );
  if (refused.length > 0 && refused.length === bindings.length) throw refused[0];
  return searches;
}

/** RFC 7644 section 3.4.2.1: a type that lacks an attribute has no resource with a value of it. */
function criteriaOf(filter: Filter | undefined, searched: SearchedType, refused: unknown[]): Criteria {
  if (filter === undefined) return everyone;
  try {
    return compileFilter(filter, searched);
  } catch (error) {
    refused.push(error);
    return nobody;
  }
}
