import { type Criteria, everyone, nobody } from '../../../criteria/criteria.ts';
import type { Ordering } from '../../../criteria/ordering.ts';
import { compileFilter } from '../../../scim/filter/compile-filter.ts';
import type { Filter } from '../../../scim/filter/filter.ts';
import type { FilterSubject } from '../../../scim/filter/filter-subject.ts';
import { parseFilter } from '../../../scim/filter/parse-filter.ts';
import type { SearchRequest } from '../../../scim/messages/search-request.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { requestedFilter } from '../client-requests.ts';
import { requestedProjection } from '../requested-projection.ts';
import type { ReadableBinding, Wants } from '../resource-binding.ts';
import type { ScimContext } from '../scim-context.ts';
import { type StoredResource, shownResource } from '../stored-resource.ts';
import type { Show } from '../streamed-text.ts';
import { searchSubject } from './search-subject.ts';
import { sortOrder } from './sort-order.ts';

/** What is searched for among the resources of one type. */
export interface ResourceSearch {
  readonly binding: ReadableBinding;
  readonly criteria: Criteria;
  readonly ordering?: Ordering;
  readonly wants: Wants;
  readonly show: Show;
}

/**
 * The search that a request asks for, in each of the resource types.
 *
 * @throws ScimError 400 for a filter or sort order that means nothing in any of them.
 */
export async function searchesFor(
  context: ScimContext,
  bindings: readonly ReadableBinding[],
  request: SearchRequest,
): Promise<readonly ResourceSearch[]> {
  const { baseUrl } = context.state;
  const filter = request.filter === undefined ? undefined : parseFilter(request.filter);
  if (bindings.length > 1 && request.sortBy !== undefined) {
    const detail = 'Resources of several types have no common order; sort those of one type.';
    throw new ScimError(400, detail, 'invalidValue');
  }
  // The account's custom attributes are read only where the request names one of them.
  const namesCustom = /profile/i.test(`${request.filter} ${request.sortBy}`);
  const refused: unknown[] = [];
  const searches = await Promise.all(
    bindings.map(async (binding) => {
      const type = namesCustom ? await binding.typeIn(context.state) : binding.type;
      const subject = searchSubject(type, baseUrl);
      const { wants, project } = requestedProjection(type, request);
      return {
        binding,
        criteria: criteriaOf(filter, subject, refused),
        ordering: sortOrder(request, subject),
        wants,
        show: (stored: StoredResource) => project(shownResource(type, stored, baseUrl)),
      };
    }),
  );
  if (refused.length > 0 && refused.length === bindings.length) throw refused[0];
  return searches;
}

/** RFC 7644 section 3.4.2.1: a type that lacks an attribute has no resource with a value of it. */
function criteriaOf(filter: Filter | undefined, subject: FilterSubject, refused: unknown[]): Criteria {
  if (filter === undefined) return everyone;
  try {
    return compileFilter(requestedFilter(filter, subject.attribute), subject);
  } catch (error) {
    refused.push(error);
    return nobody;
  }
}
