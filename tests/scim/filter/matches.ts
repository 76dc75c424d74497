import { addValues, type ElementValue } from '../../../src/criteria/attribute-values.ts';
import type { JsonObject } from '../../../src/criteria/json.ts';
import { matchCriteria } from '../../../src/criteria/match-criteria.ts';
import { compileFilter } from '../../../src/scim/filter/compile-filter.ts';
import { parseFilter } from '../../../src/scim/filter/parse-filter.ts';
import type { Attribute } from '../../../src/scim/schema/attribute.ts';

/** Whether the filter holds for a resource, of whose attributes everything is stored as it is shown. */
export function matches(filter: string, resource: JsonObject, whole: Attribute): boolean {
  const values = new Map<string, ElementValue[]>();
  const { profile, ...attributes } = resource;
  addValues(values, attributes);
  for (const [name, value] of Object.entries(profile ?? {}))
    addValues(values, { [name.toLowerCase()]: value }, 'profile.');
  return matchCriteria(values, compileFilter(parseFilter(filter), { attribute: whole }));
}
