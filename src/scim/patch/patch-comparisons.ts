import type { JsonObject, JsonValue } from '../../criteria/json.ts';
import type { Filter } from '../filter/filter.ts';
import { limits } from '../limits.ts';
import { valueIn } from '../resource/attribute-value.ts';
import { findAttribute, wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';
import type { PatchOperation } from './patch-operation.ts';
import type { PatchTarget } from './patch-target.ts';

/** To fold so many of other scripts takes as long as to copy a value. */
const charactersPerValue = 8;
/** To copy a value and to tell it from the others takes as long as so many comparisons. */
const comparisonsPerValue = 2;

/**
 * Counts how often the operations of a request compare values. Each looks at all values of the attributes that it is
 * about, and compares them as often as its filter has comparisons.
 */
export class PatchComparisons {
  private count = 0;

  /** @throws ScimError 400 `tooMany` where the operation would be one too many; a smaller one may still be counted. */
  countWithoutPath(type: ResourceType, resource: JsonObject, value: JsonObject): void {
    const whole = wholeResource(type);
    let values = valuesOf(value);
    for (const name of Object.keys(value)) {
      const attribute = findAttribute(whole, name);
      if (attribute !== undefined) values += valuesOf(valueIn(resource, attribute));
    }
    this.add(values, 0);
  }

  /**
   * @param parent - the object that has the target's attribute.
   * @throws ScimError 400 `tooMany`
   */
  countAt({ attribute, selection }: PatchTarget, parent: JsonObject, { value }: PatchOperation): void {
    // The spelling of an open attribute's name is looked for among all names that are there.
    const names = attribute.type === 'any' ? Object.keys(parent).length : 0;
    const current = valuesOf(valueIn(parent, attribute));
    this.add(names + current + valuesOf(value), current * comparisonsIn(selection?.filter));
  }

  private add(values: number, compared: number): void {
    const asked = this.count + values * comparisonsPerValue + compared;
    if (asked <= limits.patchComparisonsMax) {
      this.count = asked;
      return;
    }
    const detail = `Up to here the operations would compare values ${asked} times; allowed are at most ${limits.patchComparisonsMax} in one PATCH. Send fewer operations at once, or shorter filters.`;
    throw new ScimError(400, detail, 'tooMany');
  }
}

/** How many values there are in it, however deep; a long text counts as several. */
function valuesOf(value: JsonValue | undefined): number {
  let count = 0;
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'object' && one !== null) left.push(...Object.values(one));
    else count += 1 + (typeof one === 'string' ? Math.floor(one.length / charactersPerValue) : 0);
  }
  return count;
}

function comparisonsIn(filter: Filter | undefined): number {
  switch (filter?.kind) {
    case undefined:
      return 0;
    case 'and':
    case 'or':
      return filter.of.reduce((sum, part) => sum + comparisonsIn(part), 0);
    case 'not':
    case 'valuePath':
      return comparisonsIn(filter.of);
    case 'compare':
    case 'present':
      return 1;
  }
}
