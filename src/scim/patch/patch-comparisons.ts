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
  private left: number = limits.patchComparisonsMax;

  /** @throws ScimError 400 `tooMany`; a smaller operation may still be counted. */
  countWithoutPath(type: ResourceType, resource: JsonObject, value: JsonObject): void {
    const whole = wholeResource(type);
    const concerned = Object.keys(value).flatMap((name) => findAttribute(whole, name) ?? []);
    const current = concerned.map((attribute) => valueIn(resource, attribute) ?? null);
    this.add(this.valuesOf([value, current]), 0);
  }

  /**
   * @param parent - the object that has the target's attribute.
   * @throws ScimError 400 `tooMany`
   */
  countAt({ attribute, selection }: PatchTarget, parent: JsonObject, { value }: PatchOperation): void {
    // The spelling of an open attribute's name is looked for among all names that are there.
    const names = attribute.type === 'any' ? Object.keys(parent).length : 0;
    const current = this.valuesOf(valueIn(parent, attribute));
    this.add(names + current + this.valuesOf(value), current * comparisonsIn(selection?.filter));
  }

  private add(values: number, compared: number): void {
    const asked = values * comparisonsPerValue + compared;
    if (asked > this.left) {
      const detail = `With this operation the request would compare values more than ${limits.patchComparisonsMax} times. Send fewer operations at once, or shorter filters.`;
      throw new ScimError(400, detail, 'tooMany');
    }
    this.left -= asked;
  }

  /** How many values there are in it, however deep, counted no further than is left; a long text counts as several. */
  private valuesOf(value: JsonValue | undefined): number {
    let count = 0;
    const uncounted = [value];
    while (uncounted.length > 0 && count <= this.left) {
      const one = uncounted.pop();
      if (typeof one === 'object' && one !== null)
        for (const part of Object.values(one)) uncounted.push(part);
      else count += 1 + (typeof one === 'string' ? Math.floor(one.length / charactersPerValue) : 0);
    }
    return count;
  }
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
