import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import { elementPredicate } from '../filter/element-predicate.ts';
import type { Filter } from '../filter/filter.ts';
import { asElement, unlessEmpty, valueIn, withValue } from '../resource/attribute-value.ts';
import { joinedValues } from '../resource/joined-values.ts';
import { quoted } from '../resource/quoted.ts';
import { readSingleValue } from '../resource/read-value.ts';
import type { Attribute } from '../schema/attribute.ts';
import { ScimError } from '../scim-error.ts';
import { assignedValue, mergedObject } from './assign-value.ts';
import { asValues, onePrimary } from './element-list.ts';
import type { PatchOperation } from './patch-operation.ts';

/** Elements of a multi-valued attribute, or of an open one, and possibly one sub-attribute of them. */
export interface ElementSelection {
  readonly attribute: Attribute;
  readonly subAttribute?: Attribute;
  /** Absent: all of them. */
  readonly filter?: Filter;
}

/**
 * The multi-valued attribute's values after the operation on the selected ones. Removing what is not there is a
 * success: Okta and Entra repeat removals.
 */
export function changedElements(
  operation: PatchOperation,
  selection: ElementSelection,
  current: JsonValue | undefined,
  path: string,
): JsonValue | undefined {
  const values = asValues(current);
  const { filter, attribute } = selection;
  const selected = values.map(filter === undefined ? () => true : elementPredicate(filter, attribute));
  // A removal is the same as writing no value.
  const { op, value: given } = operation.op === 'remove' ? removal : operation;
  if (!selected.includes(true)) {
    if (given === null) return current;
    const detail = `No value of "${attribute.name}" matches the path ${quoted(path)}.`;
    throw new ScimError(400, detail, 'noTarget');
  }
  const changed = values.map((value, index) =>
    selected[index] === true ? changedElement(op, selection, value, given, path) : value,
  );
  const after = joinedValues(attribute, [], onePrimary(values, changed, path) ?? []);
  if (after.length === 0) return undefined;
  // An open attribute that had a single value still has one.
  const wasList = Array.isArray(current) || attribute.type !== 'any' || after.length > 1;
  return wasList ? after : after[0];
}

const removal = { op: 'replace', value: null } as const;

function changedElement(
  op: 'add' | 'replace',
  { attribute, subAttribute }: ElementSelection,
  value: JsonValue,
  given: JsonValue,
  path: string,
): JsonValue | undefined {
  const element = asElement(value);
  if (subAttribute !== undefined) {
    const assigned = assignedValue(op, subAttribute, valueIn(element, subAttribute), given, path);
    return elementOf(attribute, withValue(element, subAttribute, assigned, path));
  }
  if (given === null) return undefined;
  // `add` leaves the sub-attributes that it does not name, `replace` does not (RFC 7644 section 3.5.2.3).
  const isMerge = op === 'add' && isJsonObject(value) && isJsonObject(given);
  if (isMerge) return unlessEmpty(mergedObject(op, attribute, value, given, `${path}.`));
  return readSingleValue(attribute, given, path);
}

const elementOf = (attribute: Attribute, element: ReturnType<typeof asElement>): JsonValue | undefined =>
  attribute.type === 'complex' ? unlessEmpty(element) : element.value;
