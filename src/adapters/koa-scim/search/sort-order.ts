import type { Ordering } from '../../../criteria/ordering.ts';
import { askedAttribute, comparedPath, fieldOf } from '../../../scim/filter/asked-attribute.ts';
import type { FilterSubject } from '../../../scim/filter/filter-subject.ts';
import { parseAttributePath } from '../../../scim/filter/parse-attribute-path.ts';
import { quoted } from '../../../scim/resource/quoted.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { requestedPath } from '../client-requests.ts';

export interface SortParameters {
  readonly sortBy?: string;
  readonly sortOrder?: string;
}

/**
 * The order that the request asks for (RFC 7644 section 3.4.2.3); `undefined` where it asks for none, or for one by
 * an attribute that has the same value everywhere.
 *
 * @throws ScimError 400 `invalidPath` or `invalidValue`.
 */
export function sortOrder(
  { sortBy, sortOrder: order = 'ascending' }: SortParameters,
  { attribute, derived }: FilterSubject,
): Ordering | undefined {
  const direction = order.toLowerCase();
  if (direction !== 'ascending' && direction !== 'descending') {
    const detail = `"sortOrder" must be ascending or descending, not ${quoted(order)}.`;
    throw new ScimError(400, detail, 'invalidValue');
  }
  if (sortBy === undefined) return undefined;
  const reference = parseAttributePath(requestedPath(sortBy, attribute));
  if (reference.valueFilter !== undefined) throw unsortable(sortBy, 'a path without brackets sorts');
  const path = comparedPath(askedAttribute(attribute, reference, undefined, 'invalidPath'));
  if (path.attribute.name === 'groups' || path.attribute.name === 'members')
    throw unsortable(sortBy, 'what belongs together has no order');
  const derivation = derived?.(path.text);
  if (derivation?.kind === 'constants') return undefined;
  return { field: { ...fieldOf(path), ...derivation?.stored }, descending: direction === 'descending' };
}

const unsortable = (sortBy: string, reason: string): ScimError =>
  new ScimError(400, `Nothing can be sorted by ${quoted(sortBy)}: ${reason}.`, 'invalidPath');
