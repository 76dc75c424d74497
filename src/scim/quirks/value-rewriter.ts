import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import type { Quirk } from './quirk.ts';

type RewriteValue = (value: JsonValue, attribute: Attribute) => JsonValue;

/** Walks once through what a client gives, for all quirks that rewrite values. What none rewrites is not copied. */
export class ValueRewriter {
  private readonly ofAll: readonly RewriteValue[];
  private readonly ofEach: readonly RewriteValue[];

  constructor(quirks: readonly Quirk[]) {
    this.ofAll = quirks.flatMap(({ values }) => values ?? []);
    this.ofEach = quirks.flatMap(({ value }) => value ?? []);
  }

  /** @param within - the complex attribute whose sub-attributes the object's members are. */
  object(object: JsonObject, within: Attribute): JsonObject {
    let rewritten: Record<string, JsonValue | undefined> | undefined;
    for (const name of Object.keys(object)) {
      const value = object[name];
      const attribute = findAttribute(within, name);
      if (attribute === undefined || value === undefined) continue;
      const given = this.values(value, attribute);
      if (given === value) continue;
      rewritten ??= { ...object };
      rewritten[name] = given;
    }
    return rewritten ?? object;
  }

  /** All that is given for an attribute. */
  values(value: JsonValue, attribute: Attribute): JsonValue {
    if (value === null || attribute.type === 'any') return value;
    const given = rewriteWith(this.ofAll, value, attribute);
    if (!attribute.multiValued || !Array.isArray(given)) return this.value(given, attribute);
    return this.elements(given, attribute);
  }

  private elements(given: readonly JsonValue[], attribute: Attribute): readonly JsonValue[] {
    let rewritten: JsonValue[] | undefined;
    for (const [index, element] of given.entries()) {
      const value = this.value(element, attribute);
      if (value === element) continue;
      rewritten ??= [...given];
      rewritten[index] = value;
    }
    return rewritten ?? given;
  }

  /** One value, or one element of a multi-valued attribute. */
  value(value: JsonValue, attribute: Attribute): JsonValue {
    if (value === null || attribute.type === 'any') return value;
    const given = rewriteWith(this.ofEach, value, attribute);
    return attribute.type === 'complex' && isJsonObject(given) ? this.object(given, attribute) : given;
  }
}

function rewriteWith(rewrites: readonly RewriteValue[], value: JsonValue, attribute: Attribute): JsonValue {
  let given = value;
  for (const rewrite of rewrites) {
    if (given === null) break;
    given = rewrite(given, attribute);
  }
  return given;
}
