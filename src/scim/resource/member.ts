import type { JsonObject, JsonValue } from '../../criteria/json.ts';

/** A message's member by its name in any letter case (RFC 7643 section 2.1); `undefined` where there is none. */
export function member(object: JsonObject, name: string): JsonValue | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const folded = name.toLowerCase();
  const spelling = Object.keys(object).find((key) => key.toLowerCase() === folded);
  return spelling === undefined ? undefined : object[spelling];
}
