import type { Filter } from '../filter/filter.ts';
import { filterPredicate } from '../filter/match-filter.ts';
import { elementFromFilter, unwrapElement } from '../quirks/entra.ts';
import { asElement, unlessEmpty, valueIn, withValue } from '../resource/attribute-value.ts';
import { quoted } from '../resource/quoted.ts';
import { readElement } from '../resource/read-value.ts';
import { isScimObject, type ScimValue } from '../resource/scim-resource.ts';
import { refuseTooMany } from '../resource/writable-members.ts';
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

type Values = readonly ScimValue[] | undefined;

/** What the multi-valued attribute's values become by the operation on the selected ones. */
export function changedElements(
  operation: PatchOperation,
  selection: ElementSelection,
  current: ScimValue | undefined,
  path: string,
): Values {
  const values = asValues(current);
  const isSelected = elementPredicate(selection);
  if (operation.op === 'remove') return withoutSelected(selection, values, isSelected, path);
  if (values.some(isSelected)) return changedValues(operation, selection, values, isSelected, path);
  if (operation.value === null) return current as Values;
  const element = newElement(selection, path);
  refuseTooMany(values.length + 1, 'values', path);
  const creation = { op: 'add', path, value: operation.value } as const;
  return changedValues(creation, selection, [...values, element], (value) => value === element, path);
}

function elementPredicate({ filter, attribute }: ElementSelection): (value: ScimValue) => boolean {
  if (filter === undefined) return () => true;
  const holds = filterPredicate(filter, attribute);
  return (value) => holds(asElement(value));
}

/** Removing what is not there is a success: Okta and Entra repeat removals. */
function withoutSelected(
  { attribute, subAttribute }: ElementSelection,
  values: readonly ScimValue[],
  isSelected: (value: ScimValue) => boolean,
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
  { op, value: raw = null }: PatchOperation,
  { attribute, subAttribute }: ElementSelection,
  values: readonly ScimValue[],
  isSelected: (value: ScimValue) => boolean,
  path: string,
): Values {
  const write = op === 'add' ? 'add' : 'replace';
  const change = (value: ScimValue): ScimValue | undefined => {
    const element = asElement(value);
    if (subAttribute !== undefined) {
      const assigned = assignedValue(write, subAttribute, valueIn(element, subAttribute), raw, path);
      return elementOf(attribute, withValue(element, subAttribute, assigned, path));
    }
    const given = unwrapElement(raw);
    if (given === null) return undefined;
    // `add` leaves the sub-attributes that it does not name, `replace` does not (RFC 7644 section 3.5.2.3).
    const isMerge = write === 'add' && isScimObject(value) && isScimObject(given);
    if (isMerge) return unlessEmpty(mergedObject(write, attribute, value, given, `${path}.`));
    return readElement(attribute, given, path);
  };
  const changed = values.map((value) => (isSelected(value) ? change(value) : value));
  return onePrimary(values, changed, path);
}

/** Entra and Okta address elements that are not there yet, by what these are to be like. */
function newElement({ attribute, filter }: ElementSelection, path: string): ScimValue {
  const given = filter === undefined ? {} : elementFromFilter(filter);
  if (given !== undefined) return mergedObject('add', attribute, {}, given, `${path}.`);
  const detail = `No value of "${attribute.name}" matches the filter in ${quoted(path)}, and the filter does not say what a new one would be.`;
  throw new ScimError(400, detail, 'noTarget');
}

const elementOf = (attribute: Attribute, element: ReturnType<typeof asElement>): ScimValue | undefined =>
  attribute.type === 'complex' ? unlessEmpty(element) : element.value;
