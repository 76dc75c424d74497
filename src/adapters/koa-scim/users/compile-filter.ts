import type { AgentCriteria, AgentField } from '../../../domain/agent/agent-criteria.ts';
import type { CompareValue, Filter } from '../../../scim/filter/filter.ts';
import { referenceText } from '../../../scim/path/attribute-reference.ts';
import { resolveAttributePath, resolveWithin } from '../../../scim/path/resolve-attribute-path.ts';
import { booleanFromText } from '../../../scim/quirks/entra.ts';
import { userResourceType } from '../../../scim/schema/user-resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';

type Comparison = Extract<Filter, { kind: 'compare' }>;
type ValuePath = Extract<Filter, { kind: 'valuePath' }>;

/** What can be filtered on, by the attribute's canonical path. RFC 7644 section 3.4.2.2 writes `emails` for its values. */
const fields: ReadonlyMap<string, AgentField> = new Map<string, AgentField>([
  ['id', 'id'],
  ['externalId', 'externalId'],
  ['userName', 'userName'],
  ['emails', 'emails.value'],
  ['emails.value', 'emails.value'],
  ['active', 'active'],
]);
const supported =
  'Supported are "eq" on userName, externalId, id, emails.value and active, and "and", "or" and "not" of these.';

/**
 * What a filter asks about agents. What is not understood is refused and never answered with an empty list:
 * clients would take that for the absence of the person and create somebody twice.
 *
 * @throws ScimError 400 `invalidFilter`, naming the attribute or operator.
 */
export function compileFilter(filter: Filter): AgentCriteria {
  switch (filter.kind) {
    case 'and':
      return { kind: 'all', of: filter.of.map(compileFilter) };
    case 'or':
      return { kind: 'any', of: filter.of.map(compileFilter) };
    case 'not':
      return { kind: 'not', of: compileFilter(filter.of) };
    case 'compare':
      return compare(filter, resolveAttributePath(userResourceType, filter.path, 'invalidFilter').text);
    case 'valuePath':
      return compareElement(filter);
    case 'present':
      resolveAttributePath(userResourceType, filter.path, 'invalidFilter');
      throw refusal('"pr" is not supported');
  }
}

/** `emails[value eq "…"]`: of a single comparison it says the same as `emails.value eq "…"`. */
function compareElement({ path, of }: ValuePath): AgentCriteria {
  const { attribute, text } = resolveAttributePath(userResourceType, path, 'invalidFilter');
  if (of.kind !== 'compare') throw refusal(`only one comparison is supported within "${text}[…]"`);
  return compare(of, `${text}.${resolveWithin(attribute, of.path, 'invalidFilter').text}`);
}

function compare({ path, operator, value }: Comparison, text: string): AgentCriteria {
  const field = fields.get(text);
  if (field === undefined) throw refusal(`filters on ${JSON.stringify(text)} are not supported`);
  if (operator !== 'eq') throw refusal(`"${operator}" is not supported on "${text}"`);
  const compared: CompareValue = field === 'active' ? (booleanFromText(value) as CompareValue) : value;
  const expected = field === 'active' ? 'boolean' : 'string';
  if (typeof compared === expected) return { kind: 'equals', field, value: compared as string | boolean };
  throw refusal(
    `"${referenceText(path)}" must be compared with a ${expected}, not with ${JSON.stringify(value)}`,
  );
}

const refusal = (what: string): ScimError =>
  new ScimError(400, `The filter is refused: ${what}. ${supported}`, 'invalidFilter');
