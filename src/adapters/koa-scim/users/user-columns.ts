import type { JsonObject, JsonValue } from '../../../criteria/json.ts';
import type { Filter } from '../../../scim/filter/filter.ts';
import { parseAttributePath } from '../../../scim/filter/parse-attribute-path.ts';
import { resolveAttributePath } from '../../../scim/path/resolve-attribute-path.ts';
import { elementFrom } from '../../../scim/quirks/new-elements.ts';
import { quoted } from '../../../scim/resource/quoted.ts';
import type { Attribute } from '../../../scim/schema/attribute.ts';
import { findAttribute, wholeResource } from '../../../scim/schema/find-attribute.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { requestedPath } from '../client-requests.ts';
import { userType } from '../schemas/user-type.ts';

type Nested = Record<string, JsonValue | undefined>;

/** Where a column's cells stand in a User. */
interface Column {
  /** Tells columns apart: no two stand in the same place. */
  readonly place: string;
  readonly extension?: string;
  readonly attribute: string;
  readonly subAttribute?: string;
  /** Of a list: which of its elements has the cell, and what else is known of that one. */
  readonly element?: { readonly name: string; readonly described: JsonObject };
}

const columnsMax = 500;

/** The columns of a table of Users, named by attribute paths (RFC 7644 section 3.10) such as `emails[type eq "work"].value`. */
export class UserColumns {
  private readonly columns: readonly Column[];

  /** @throws ScimError 400 for what names no attribute that can be written, twice the same, or not the userName. */
  constructor(names: readonly string[]) {
    if (names.length > columnsMax)
      throw new ScimError(400, `There are ${names.length} columns; allowed are at most ${columnsMax}.`);
    this.columns = names.map(columnOf);
    const places = this.columns.map(({ place }) => place);
    const twice = names.find((_, index) => places.indexOf(places[index] ?? '') < index);
    if (twice !== undefined)
      throw new ScimError(400, `The column ${quoted(twice)} is there twice, under this name or another.`);
    if (!places.includes('userName')) throw new ScimError(400, 'There is no column "userName".');
  }

  /** The User that a row describes, as the body of a POST would; an empty cell says nothing. */
  userOf(cells: readonly string[]): JsonObject {
    // Names of custom attributes are the customer's: one of them may be that of an object's prototype.
    const user: Nested = Object.create(null);
    for (const [index, { extension, attribute, subAttribute, element }] of this.columns.entries()) {
      const cell = cells[index];
      if (cell === undefined || cell === '') continue;
      const holder = extension === undefined ? user : partOf(user, extension);
      if (subAttribute === undefined) holder[attribute] = cell;
      else if (element === undefined) partOf(holder, attribute)[subAttribute] = cell;
      else elementOf(partOf(holder, attribute), element)[subAttribute] = cell;
    }
    for (const { extension, attribute, element } of this.columns) {
      const holder = extension === undefined ? user : user[extension];
      if (element !== undefined) listElements(holder as Nested | undefined, attribute);
    }
    return user;
  }
}

function partOf(holder: Nested, name: string): Nested {
  holder[name] ??= Object.create(null) as JsonObject;
  return holder[name] as Nested;
}

/** Until a row is read its elements stand under their names. */
function elementOf(elements: Nested, { name, described }: NonNullable<Column['element']>): Nested {
  elements[name] ??= { ...described };
  return elements[name] as Nested;
}

function listElements(holder: Nested | undefined, attribute: string): void {
  const elements = holder?.[attribute];
  if (holder !== undefined && elements !== undefined && !Array.isArray(elements))
    holder[attribute] = Object.values(elements as JsonObject) as JsonValue;
}

/** @throws ScimError 400 */
function columnOf(name: string): Column {
  const path = parseAttributePath(requestedPath(name.trim(), wholeResource(userType)));
  const { text, extension, attribute, subAttribute: named } = resolveAttributePath(userType, path);
  // The value is what a list, or a complex attribute, has in front of everything else (RFC 7643 section 2.4).
  const hasValue = attribute.type === 'complex' && attribute.openSubAttributes === undefined;
  const subAttribute = named ?? (hasValue ? findAttribute(attribute, 'value') : undefined);
  requireWritable(name, attribute, subAttribute);
  const element = attribute.multiValued ? describedElement(name, path.valueFilter) : undefined;
  if (path.valueFilter !== undefined && element === undefined)
    throw new ScimError(400, `${quoted(name)} has a filter, and ${quoted(text)} is no list.`);
  return {
    place: [extension?.name, attribute.name, element?.name, subAttribute?.name].filter(Boolean).join(' '),
    extension: extension?.name,
    attribute: attribute.name,
    subAttribute: subAttribute?.name,
    element,
  };
}

function requireWritable(name: string, attribute: Attribute, subAttribute: Attribute | undefined): void {
  if (attribute.mutability === 'readOnly' || subAttribute?.mutability === 'readOnly')
    throw new ScimError(400, `${quoted(name)} cannot be written, since it is decided here.`);
  if (attribute.type !== 'complex' || subAttribute !== undefined) return;
  const known = attribute.subAttributes?.map((part) => part.name).join(', ') || 'names of your own';
  throw new ScimError(400, `${quoted(name)} has parts, each of which is a column of its own: ${known}.`);
}

/** @throws ScimError 400 where the filter does not say what the element is. */
function describedElement(name: string, filter: Filter | undefined): Column['element'] {
  const described = filter === undefined ? {} : elementFrom(filter);
  if (described === undefined)
    throw new ScimError(400, `${quoted(name)} does not say which value it is: only "eq" and "and" do.`);
  return { name: `[${JSON.stringify(described)}]`, described };
}
