import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { AttributeChange } from './attribute-change.ts';
import { keyOf, leavesOf, namesOf } from './attribute-leaves.ts';

/** Attributes as they were before changes. These are told in their order: what a value first came from is what it was. */
export class AttributesBefore {
  private readonly first = new Map<string, AttributeChange>();

  add(changes: readonly AttributeChange[]): void {
    for (const change of changes) {
      const key = keyOf(change);
      if (!this.first.has(key)) this.first.set(key, change);
    }
  }

  /** @param after - the attributes behind the changes, or behind some of them: which, does not matter. */
  of(after: JsonObject): JsonObject {
    if (this.first.size === 0) return after;
    const before: MutableObject = {};
    const { values, odd } = leavesOf(after);
    for (const [key, value] of values)
      if (!this.first.has(key)) put(before, namesOf(odd?.get(key) ?? { path: key }), value);
    for (const change of this.first.values())
      if (change.from !== undefined) put(before, namesOf(change), change.from);
    return before;
  }
}

interface MutableObject {
  [name: string]: JsonValue | MutableObject;
}

function put(into: MutableObject, [name = '', ...below]: readonly string[], value: JsonValue): void {
  if (below.length === 0) {
    into[name] = value;
    return;
  }
  const known = into[name];
  const inner: MutableObject = isJsonObject(known) ? (known as MutableObject) : {};
  into[name] = inner;
  put(inner, below, value);
}
