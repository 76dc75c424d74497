import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import type { Quirk } from './quirk.ts';

type RewriteValue = (value: JsonValue, attribute: Attribute) => JsonValue;

/** Walks once through what a client gives, for all quirks that rewrite values. What none rewrites is not copied. */
export class ValueRewriter {
  private readonly ofValues: readonly RewriteValue[];
  private readonly ofPatchValues: readonly RewriteValue[];

  constructor(quirks: readonly Quirk[], isPatch: boolean) {
    this.ofValues = quirks.flatMap(({ value }) => value ?? []);
    this.ofPatchValues = isPatch ? quirks.flatMap(({ patchValue }) => patchValue ?? []) : [];
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
    const given = rewriteWith(this.ofPatchValues, value, attribute);
    if (!attribute.multiValued || !Array.isArray(given)) return this.value(given, attribute);
    const elements = given.map((element: JsonValue) => this.value(element, attribute));
    return elements.every((element, index) => element === given[index]) ? given : elements;
  }

  /** One value, or one element of a multi-valued attribute. */
  value(value: JsonValue, attribute: Attribute): JsonValue {
    if (value === null) return value;
    const given = rewriteWith(this.ofValues, value, attribute);
    return attribute.type === 'complex' && isJsonObject(given) ? this.object(given, attribute) : given;
  }
}

const rewriteWith = (rewrites: readonly RewriteValue[], value: JsonValue, attribute: Attribute): JsonValue =>
  rewrites.reduce((given, rewrite) => (given === null ? given : rewrite(given, attribute)), value);
