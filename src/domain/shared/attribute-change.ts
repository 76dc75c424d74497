import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';

/** One attribute's old and new value; `from` is absent where it had none, `to` where it has none now. */
export interface AttributeChange {
  /** Attribute path in SCIM notation: `name.givenName`, `profile.location`, `urn:…:User:department`. */
  readonly path: string;
  readonly from?: JsonValue;
  readonly to?: JsonValue;
}

/** What differs between two sets of attributes, by path; multi-valued attributes count as one value. */
export function attributeChanges(before: JsonObject, after: JsonObject): AttributeChange[] {
  const old = flatten(before);
  const now = flatten(after);
  const changes: AttributeChange[] = [];
  for (const path of new Set([...old.keys(), ...now.keys()])) {
    const from = old.get(path);
    const to = now.get(path);
    if (equalJson(from, to)) continue;
    changes.push({ path, from, to });
  }
  return changes;
}

function flatten(attributes: JsonObject, prefix = '', into = new Map<string, JsonValue>()) {
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    const path = prefix + name;
    // RFC 7644 section 3.10: a schema URN and the attribute are joined by a colon, sub-attributes by a dot.
    if (isJsonObject(value)) flatten(value, path + (name.startsWith('urn:') ? ':' : '.'), into);
    else if (value !== undefined) into.set(path, value);
  }
  return into;
}
