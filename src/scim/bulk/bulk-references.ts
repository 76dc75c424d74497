import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import type { BulkOperation } from './bulk-operation.ts';

const prefix = 'bulkId:';

/** The bulkIds that an operation names, in its path and anywhere in its data (RFC 7644 section 3.7.2). */
export function referencesOf({ path, data }: BulkOperation): ReadonlySet<string> {
  const references = new Set<string>();
  const note = (bulkId: string) => {
    references.add(bulkId);
    return bulkId;
  };
  replaceInPath(path, note);
  if (data !== undefined) replaceInValue(data, note);
  return references;
}

/** The operation with the id that each bulkId stands for in its place. */
export function withIds(operation: BulkOperation, idOf: (bulkId: string) => string): BulkOperation {
  const { path, data } = operation;
  return {
    ...operation,
    path: replaceInPath(path, idOf),
    data: data === undefined ? undefined : replaceInValue(data, idOf),
  };
}

function replaceInPath(path: string, idOf: (bulkId: string) => string): string {
  const start = path.indexOf(`/${prefix}`);
  return start < 0 ? path : path.slice(0, start + 1) + idOf(path.slice(start + 1 + prefix.length));
}

/** A whole text that is a reference, or one within the filter of a PATCH's path. */
function replaceInValue(value: JsonValue, idOf: (bulkId: string) => string): JsonValue {
  if (typeof value === 'string') {
    if (value.startsWith(prefix)) return idOf(value.slice(prefix.length));
    return value.includes(`"${prefix}`)
      ? value.replace(/"bulkId:([^"]*)"/g, (_, bulkId: string) => `"${idOf(bulkId)}"`)
      : value;
  }
  if (Array.isArray(value)) return value.map((element: JsonValue) => replaceInValue(element, idOf));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      part === undefined ? undefined : replaceInValue(part, idOf),
    ]),
  );
}
