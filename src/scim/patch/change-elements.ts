import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import { elementPredicate } from '../filter/element-predicate.ts';
import type { Filter } from '../filter/filter.ts';
import { asElement, unlessEmpty, valueIn, withValue } from '../resource/attribute-value.ts';
import { quoted } from '../resource/quoted.ts';
import { readSingleValue } from '../resource/read-value.ts';
import type { Attribute } from '../schema/attribute.ts';
import { ScimError } from '../scim-error.ts';
import { assignedValue, mergedObject } from './assign-value.ts';
import { asValues, onePrimary } from './element-list.ts';
import type { PatchOperation } from './patch-operation.ts';

/** Elements of a multi-valued attribute, and possibly one sub-attribute of them. */
export interface ElementSelection {
  readonly attribute: Attribute;
  readonly subAttribute?: Attribute;
  /** Absent: all of them. */
  readonly filter?: Filter;
}

type Values = readonly JsonValue[] | undefined;

/** What the multi-valued attribute's values become by the operation on the selected ones. */
export function changedElements(
  operation: PatchOperation,
  selection: ElementSelection,
  current: JsonValue | undefined,
  path: string,
): Values {
  const values = asValues(current);
  const { filter, attribute } = selection;
  const isSelected = filter === undefined ? () => true : elementPredicate(filter, attribute);
  if (operation.op === 'remove') return withoutSelected(selection, values, isSelected, path);
  if (values.some(isSelected)) return changedValues(operation, selection, values, isSelected, path);
  // Writing no value where there is none changes nothing.
  if (operation.value === null) return current as Values;
  const detail = `No value of "${attribute.name}" matches the path ${quoted(path)}.`;
  throw new ScimError(400, detail, 'noTarget');
}

/** Removing what is not there is a success: Okta and Entra repeat removals. */
function withoutSelected(
  { attribute, subAttribute }: ElementSelection,
  values: readonly JsonValue[],
  isSelected: (value: JsonValue) => boolean,
  path: string,
): Values {
  const rest = values.map((value) => {
    if (!isSelected(value)) return value;
    if (subAttribute === undefined) return undefined;
    return elementOf(attribute, withValue(asElement(value), subAttribute, undefined, path));
  });
  return onePrimary(values, rest, path);
}

function changedValues(
  { op, value: given = null }: PatchOperation,
  { attribute, subAttribute }: ElementSelection,
  values: readonly JsonValue[],
  isSelected: (value: JsonValue) => boolean,
  path: string,
): Values {
  const write = op === 'add' ? 'add' : 'replace';
  const change = (value: JsonValue): JsonValue | undefined => {
    const element = asElement(value);
    if (subAttribute !== undefined) {
      const assigned = assignedValue(write, subAttribute, valueIn(element, subAttribute), given, path);
      return elementOf(attribute, withValue(element, subAttribute, assigned, path));
    }
    if (given === null) return undefined;
    // `add` leaves the sub-attributes that it does not name, `replace` does not (RFC 7644 section 3.5.2.3).
    const isMerge = write === 'add' && isJsonObject(value) && isJsonObject(given);
    if (isMerge) return unlessEmpty(mergedObject(write, attribute, value, given, `${path}.`));
    return readSingleValue(attribute, given, path);
  };
  const changed = values.map((value) => (isSelected(value) ? change(value) : value));
  return onePrimary(values, changed, path);
}

const elementOf = (attribute: Attribute, element: ReturnType<typeof asElement>): JsonValue | undefined =>
  attribute.type === 'complex' ? unlessEmpty(element) : element.value;
