import type { Ordering } from '../../../criteria/ordering.ts';
import { comparedPath } from '../../../scim/filter/match-filter.ts';
import { parseAttributePath } from '../../../scim/path/parse-attribute-path.ts';
import { resolveAttributePath } from '../../../scim/path/resolve-attribute-path.ts';
import { quoted } from '../../../scim/resource/quoted.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { constantValues } from '../../scim-criteria/constant-attributes.ts';
import { fieldOf, refuseUnknown } from '../../scim-criteria/field-of.ts';
import type { SearchedType } from '../../scim-criteria/searched-type.ts';

export interface SortParameters {
  readonly sortBy?: string;
  readonly sortOrder?: string;
}

/**
 * RFC 7644 section 3.4.2.3; `undefined` where nothing is said of an order, or all have the same value.
 *
 * @throws ScimError 400 `invalidPath` or `invalidValue`.
 */
export function sortOrder(
  { sortBy, sortOrder: order = 'ascending' }: SortParameters,
  searched: SearchedType,
): Ordering | undefined {
  const direction = order.toLowerCase();
  if (direction !== 'ascending' && direction !== 'descending') {
    const detail = `"sortOrder" must be ascending or descending, not ${quoted(order)}.`;
    throw new ScimError(400, detail, 'invalidValue');
  }
  if (sortBy === undefined || sortBy === '') return undefined;
  const { valueFilter, ...reference } = parseAttributePath(sortBy);
  if (valueFilter !== undefined) throw unsortable(sortBy, 'a path without brackets sorts');
  const path = comparedPath(resolveAttributePath(searched.type, reference));
  refuseUnknown(path, 'invalidPath');
  if (path.attribute.name === 'groups' || path.attribute.name === 'members')
    throw unsortable(sortBy, 'what belongs together has no order');
  if (constantValues(path, searched.type) !== undefined) return undefined;
  return { field: fieldOf(path, searched), descending: direction === 'descending' };
}

const unsortable = (sortBy: string, reason: string): ScimError =>
  new ScimError(400, `Nothing can be sorted by ${quoted(sortBy)}: ${reason}.`, 'invalidPath');
