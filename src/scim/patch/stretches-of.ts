import type { JsonValue } from '../../criteria/json.ts';
import { limits } from '../limits.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute, wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import type { PatchOperation } from './patch-operation.ts';

/**
 * An operation with a list that is longer than others may be, such as the members of a group, as several that say the same,
 * each with a stretch of the list. Any other operation is the only one.
 *
 * @throws ScimError 400 `invalidPath`.
 */
export function stretchesOf(type: ResourceType, operation: PatchOperation): readonly PatchOperation[] {
  if (operation.path !== undefined) {
    const { op, path, value } = operation;
    if (!isLong(value) || path.valueFilter !== undefined) return [operation];
    const { attribute, subAttribute } = resolveAttributePath(type, path);
    if (subAttribute !== undefined || !mayBeLong(attribute)) return [operation];
    return stretches(value).map((stretch, number): PatchOperation => {
      const place = { index: operation.index, path, ...stretch };
      return op === 'remove' ? { ...place, op } : { ...place, op: number === 0 ? op : 'add' };
    });
  }
  const { index, op, value } = operation;
  const whole = wholeResource(type);
  const name = Object.keys(value).find((one) => isLong(value[one]) && mayBeLong(findAttribute(whole, one)));
  if (name === undefined) return [operation];
  const { [name]: list, ...rest } = value;
  const others = Object.keys(rest).length === 0 ? [] : stretchesOf(type, { index, op, value: rest });
  return [
    ...others,
    ...stretches(list as readonly JsonValue[]).map((stretch, number) => ({
      ...{ index, op: number === 0 ? op : ('add' as const) },
      ...{ value: { [name]: stretch.value }, valuesBefore: stretch.valuesBefore },
    })),
  ];
}

const isLong = (value: JsonValue | undefined): value is readonly JsonValue[] =>
  Array.isArray(value) && value.length > limits.valuesMax;

const mayBeLong = (attribute: Attribute | undefined): boolean =>
  attribute?.valuesMax !== undefined && attribute.valuesMax > limits.valuesMax;

function stretches(list: readonly JsonValue[]) {
  const count = Math.ceil(list.length / limits.valuesMax);
  return Array.from({ length: count }, (_, number) => {
    const valuesBefore = number * limits.valuesMax;
    return { valuesBefore, value: list.slice(valuesBefore, valuesBefore + limits.valuesMax) };
  });
}
