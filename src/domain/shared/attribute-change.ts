import { equalJson, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { type AttributePlace, leavesOf } from './attribute-leaves.ts';

/** One attribute's old and new value; `from` is absent where it had none, `to` where it has none now. */
export interface AttributeChange extends AttributePlace {
  readonly from?: JsonValue;
  readonly to?: JsonValue;
}

/** What differs between two sets of attributes, by path; multi-valued attributes count as one value. */
export function attributeChanges(before: JsonObject, after: JsonObject): AttributeChange[] {
  const old = leavesOf(before);
  const now = leavesOf(after);
  const changes: AttributeChange[] = [];
  for (const key of new Set([...old.values.keys(), ...now.values.keys()])) {
    const from = old.values.get(key);
    const to = now.values.get(key);
    if (equalJson(from, to)) continue;
    const place = now.odd?.get(key) ?? old.odd?.get(key) ?? { path: key };
    changes.push({ ...place, from, to });
  }
  return changes;
}
