export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
/** A member that is `undefined` is the same as one that is missing. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a value, the same for all that `equalJson` takes for equal. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, inOrderOfNames) ?? 'null';

const inOrderOfNames = (_name: string, value: unknown): unknown =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value;

/** Equality of JSON values; the order of an object's members does not count, since databases may change it. */
export function equalJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, index) => equalJson(element, right[index]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) =>
    equalJson(left[name], right[name]),
  );
}
