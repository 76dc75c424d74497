import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { findPath } from '../path/find-path.ts';
import { member } from '../resource/member.ts';
import type { Attribute } from '../schema/attribute.ts';
import { wholeResource } from '../schema/find-attribute.ts';
import { isReference } from '../schema/is-reference.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import type { BulkOperation } from './bulk-operation.ts';

const prefix = 'bulkId:';

/**
 * The bulkIds that an operation names, in its path and in its data (RFC 7644 section 3.7.2). In data they stand where
 * another resource is named: in `members.value`, say, or in a filter of a PATCH's path. In a title they are text.
 *
 * @param type - of the resource at the operation's path; absent where nothing is there.
 */
export function referencesOf(operation: BulkOperation, type: ResourceType | undefined): ReadonlySet<string> {
  const references = new Set<string>();
  withIds(operation, type, (bulkId) => {
    references.add(bulkId);
    return bulkId;
  });
  return references;
}

/**
 * The operation with the id that each bulkId stands for in its place.
 *
 * @param idOf - for a bulkId in the operation's own path.
 * @param referenceOf - for one in its data; what it returns beside texts takes the place of all that the bulkId is part of.
 */
export function withIds(
  operation: BulkOperation,
  type: ResourceType | undefined,
  idOf: (bulkId: string) => string,
  referenceOf: ReferenceOf = idOf,
): BulkOperation {
  const { method, path, data } = operation;
  const start = bulkIdIn(path);
  const address = start === undefined ? path : path.slice(0, start) + idOf(path.slice(start + prefix.length));
  const given: BulkOperation = { ...operation, path: address };
  if (!isJsonObject(data) || type === undefined) return given;
  const inData = method === 'PATCH' ? inPatch : inMembers;
  return { ...given, data: inData(data, wholeResource(type), referenceOf) };
}

type ReferenceOf = (bulkId: string) => string | number;

const inPatch = (message: JsonObject, whole: Attribute, referenceOf: ReferenceOf): JsonObject =>
  mapMembers(message, (operations, name) =>
    name.toLowerCase() === 'operations' && Array.isArray(operations)
      ? operations.map((one: JsonValue) => (isJsonObject(one) ? inOperation(one, whole, referenceOf) : one))
      : operations,
  );

function inOperation(operation: JsonObject, whole: Attribute, referenceOf: ReferenceOf): JsonObject {
  const path = member(operation, 'path');
  const [name = ''] = typeof path === 'string' ? path.split('[', 1) : [];
  const way = name.trim() === '' ? [] : findPath(whole, name);
  return mapMembers(operation, (given, key) => {
    if (key.toLowerCase() === 'path' && typeof given === 'string') return inFilter(given, referenceOf);
    return key.toLowerCase() === 'value' && way !== undefined
      ? inValue(given, [whole, ...way], referenceOf)
      : given;
  });
}

const inMembers = (object: JsonObject, within: Attribute, referenceOf: ReferenceOf): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => {
      const path = inFilter(name, referenceOf);
      if (typeof path !== 'string') return [name, path];
      const way = findPath(within, name.split('[', 1)[0] ?? '');
      const isNamed = way !== undefined && value !== undefined;
      return [path, isNamed ? inValue(value, [within, ...way], referenceOf) : value];
    }),
  );

/** @param way - the attributes from the outside in that lead to the value. */
function inValue(value: JsonValue, way: readonly Attribute[], referenceOf: ReferenceOf): JsonValue {
  const [outer, attribute] = way.length > 1 ? way.slice(-2) : [undefined, way[0]];
  if (attribute === undefined || attribute.mutability === 'readOnly') return value;
  if (Array.isArray(value)) return value.map((element: JsonValue) => inValue(element, way, referenceOf));
  if (isJsonObject(value)) return inMembers(value, attribute, referenceOf);
  if (typeof value !== 'string') return value;
  if (outer !== undefined && isReference(outer) && attribute.name === '$ref')
    return inAddress(value, referenceOf);
  const isId =
    isReference(attribute) || (outer !== undefined && isReference(outer) && attribute.name === 'value');
  return isId && value.startsWith(prefix) ? referenceOf(value.slice(prefix.length)) : value;
}

/** Where a bulkId begins that is the last part of an address, or all of it. */
function bulkIdIn(address: string): number | undefined {
  const start = address.lastIndexOf('/') + 1;
  return address.startsWith(prefix, start) ? start : undefined;
}

function inAddress(address: string, referenceOf: ReferenceOf): JsonValue {
  const start = bulkIdIn(address);
  if (start === undefined) return address;
  const id = referenceOf(address.slice(start + prefix.length));
  return typeof id === 'string' ? address.slice(0, start) + id : id;
}

function inFilter(path: string, referenceOf: ReferenceOf): string | number {
  if (!path.includes(`"${prefix}`)) return path;
  let other: number | undefined;
  const resolved = path.replace(/"bulkId:([^"]*)"/g, (text, bulkId: string) => {
    const id = referenceOf(bulkId);
    if (typeof id === 'string') return `"${id}"`;
    other = id;
    return text;
  });
  return other ?? resolved;
}

const mapMembers = (object: JsonObject, map: (value: JsonValue, name: string) => JsonValue): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, value === undefined ? value : map(value, name)]),
  );
