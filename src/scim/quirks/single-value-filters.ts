import { isJsonObject } from '../../criteria/json.ts';
import { elementPredicate } from '../filter/element-predicate.ts';
import type { Filter } from '../filter/filter.ts';
import { type AttributeExpression, mapFilter } from '../filter/map-filter.ts';
import { currentValue } from '../patch/patch-target.ts';
import { referenceText } from '../path/attribute-reference.ts';
import { findPath, isContainer } from '../path/find-path.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import { quoted } from '../resource/quoted.ts';
import type { Attribute } from '../schema/attribute.ts';
import { ScimError } from '../scim-error.ts';
import { elementFrom } from './new-elements.ts';
import type { Quirk } from './quirk.ts';

/**
 * `manager[value eq "…"]`, as if an attribute with one value had several: the value is meant if the filter holds for
 * it. A value that is not there yet is written with what the filter says of it, as `newElements` does for lists.
 *
 * @throws ScimError 400 `noTarget` where another value is there.
 */
export const singleValueFilters: Quirk = {
  name: 'filters on attributes with one value',
  filter: (filter, within) => mapFilter(filter, (expression) => withoutBrackets(expression, within)),
  operationOn: (operation, type, resource) => {
    const { op, path, value, index } = operation;
    if (path?.valueFilter === undefined || path.filtersSubAttribute) return [operation];
    const { text, extension, attribute, subAttribute } = resolveAttributePath(type, path);
    if (!isContainer(attribute)) return [operation];
    const containers = extension === undefined ? [] : [extension];
    const current = currentValue(resource, { path: text, containers, attribute });
    const { valueFilter, ...bare } = path;
    if (current !== undefined && elementPredicate(valueFilter, attribute)(current)) {
      return [{ ...operation, path: bare }];
    }
    if (op === 'remove' || value === null) return [];
    const described = current === undefined ? elementFrom(valueFilter) : undefined;
    const given = subAttribute === undefined ? value : { [subAttribute.name]: value };
    if (described === undefined || !isJsonObject(given)) {
      throw new ScimError(400, `${quoted(path.text)} does not match the value that is there.`, 'noTarget');
    }
    return [{ index, op, path: { ...bare, subAttribute: undefined }, value: { ...described, ...given } }];
  },
};

function withoutBrackets(expression: AttributeExpression, within: Attribute): Filter {
  if (expression.kind !== 'valuePath') return expression;
  const { path, of } = expression;
  const attribute = findPath(within, referenceText(path))?.at(-1);
  if (attribute === undefined || !isContainer(attribute)) return expression;
  return mapFilter(of, (inner) =>
    inner.kind === 'valuePath' || inner.path.schema !== undefined || inner.path.subAttribute !== undefined
      ? inner
      : { ...inner, path: { ...path, subAttribute: inner.path.attribute } },
  );
}
