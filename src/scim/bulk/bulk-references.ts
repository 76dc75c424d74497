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

/** The operation with the id that each bulkId stands for in its place. */
export function withIds(
  operation: BulkOperation,
  type: ResourceType | undefined,
  idOf: (bulkId: string) => string,
): BulkOperation {
  const { method, path, data } = operation;
  const given: BulkOperation = { ...operation, path: inAddress(path, idOf) };
  if (!isJsonObject(data) || type === undefined) return given;
  const whole = wholeResource(type);
  return {
    ...given,
    data: method === 'PATCH' ? inPatch(data, whole, idOf) : inMembers(data, whole, idOf),
  };
}

type IdOf = (bulkId: string) => string;

const inPatch = (message: JsonObject, whole: Attribute, idOf: IdOf): JsonObject =>
  mapMembers(message, (operations, name) =>
    name.toLowerCase() === 'operations' && Array.isArray(operations)
      ? operations.map((one: JsonValue) => (isJsonObject(one) ? inOperation(one, whole, idOf) : one))
      : operations,
  );

function inOperation(operation: JsonObject, whole: Attribute, idOf: IdOf): JsonObject {
  const path = member(operation, 'path');
  const [name = ''] = typeof path === 'string' ? path.split('[', 1) : [];
  const way = name.trim() === '' ? [] : findPath(whole, name);
  return mapMembers(operation, (given, key) => {
    if (key.toLowerCase() === 'path' && typeof given === 'string') return inFilter(given, idOf);
    return key.toLowerCase() === 'value' && way !== undefined ? inValue(given, [whole, ...way], idOf) : given;
  });
}

const inMembers = (object: JsonObject, within: Attribute, idOf: IdOf): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => {
      const way = findPath(within, name.split('[', 1)[0] ?? '');
      const isNamed = way !== undefined && value !== undefined;
      return [inFilter(name, idOf), isNamed ? inValue(value, [within, ...way], idOf) : value];
    }),
  );

/** @param way - the attributes from the outside in that lead to the value. */
function inValue(value: JsonValue, way: readonly Attribute[], idOf: IdOf): JsonValue {
  const [outer, attribute] = way.length > 1 ? way.slice(-2) : [undefined, way[0]];
  if (attribute === undefined || attribute.mutability === 'readOnly') return value;
  if (Array.isArray(value)) return value.map((element: JsonValue) => inValue(element, way, idOf));
  if (isJsonObject(value)) return inMembers(value, attribute, idOf);
  if (typeof value !== 'string') return value;
  if (outer !== undefined && isReference(outer) && attribute.name === '$ref') return inAddress(value, idOf);
  const isId =
    isReference(attribute) || (outer !== undefined && isReference(outer) && attribute.name === 'value');
  return isId && value.startsWith(prefix) ? idOf(value.slice(prefix.length)) : value;
}

/** The last part of an address, or all of it. */
function inAddress(address: string, idOf: IdOf): string {
  const start = address.lastIndexOf('/') + 1;
  return address.startsWith(prefix, start)
    ? address.slice(0, start) + idOf(address.slice(start + prefix.length))
    : address;
}

const inFilter = (path: string, idOf: IdOf): string =>
  path.includes(`"${prefix}`)
    ? path.replace(/"bulkId:([^"]*)"/g, (_, bulkId: string) => `"${idOf(bulkId)}"`)
    : path;

const mapMembers = (object: JsonObject, map: (value: JsonValue, name: string) => JsonValue): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, value === undefined ? value : map(value, name)]),
  );
