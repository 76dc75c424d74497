import type { Criteria } from '../../../criteria/criteria.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../criteria/json.ts';
import { withPaths } from '../../../criteria/with-paths.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import type { MembershipStep } from '../../../domain/group/membership-steps.ts';
import { type AgentId, agentId } from '../../../domain/shared/identifiers.ts';
import { compileFilter } from '../../../scim/filter/compile-filter.ts';
import type { Filter } from '../../../scim/filter/filter.ts';
import type { FilterSubject } from '../../../scim/filter/filter-subject.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import { resolveAttributePath } from '../../../scim/path/resolve-attribute-path.ts';
import { member } from '../../../scim/resource/member.ts';
import { quoted } from '../../../scim/resource/quoted.ts';
import { findAttribute, wholeResource } from '../../../scim/schema/find-attribute.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { groupTypes } from '../schemas/group-types.ts';
import { searchSubject } from '../search/search-subject.ts';

/** A PATCH of a group: what concerns its members, in order, and what does not. */
export interface GroupPatch {
  readonly others: readonly PatchOperation[];
  readonly membership: readonly MembershipStep[];
}

/**
 * Takes the changes of `members` out of a PATCH, so that the rest can be applied without reading the list of members,
 * which may be very long.
 *
 * @param baseUrl - where members are read, below it: their filters may ask for `$ref`.
 * @throws ScimError 400 naming the operation: `Operations[2].value[0]`.
 */
export function splitMemberOperations(
  type: ResourceType,
  operations: readonly PatchOperation[],
  baseUrl: string,
): GroupPatch {
  const others: PatchOperation[] = [];
  const membership: MembershipStep[] = [];
  const criteriaOf = (filter: Filter) => memberCriteria(filter, searchSubject(type, baseUrl));
  for (const operation of operations) {
    const where = `Operations[${operation.index}]`;
    if (operation.path === undefined) {
      splitValue(type, operation, where, others, membership);
      continue;
    }
    const { attribute } = resolveAttributePath(type, operation.path);
    if (attribute.name === 'members') membership.push(...stepsOf(operation, where, criteriaOf));
    else others.push(operation);
  }
  return { others, membership };
}

/** The identifiers of the members that a group's body names, each once. */
export const readMembers = (resource: JsonObject): AgentId[] =>
  identifiersOf(member(resource, 'members') ?? [], 'members');

type WithoutPath = Extract<PatchOperation, { path?: undefined }>;
type WithPath = Exclude<PatchOperation, WithoutPath>;

/** Where there is no path, the value's members are attributes, `members` perhaps among them. */
function splitValue(
  type: ResourceType,
  { index, op, value }: WithoutPath,
  where: string,
  others: PatchOperation[],
  membership: MembershipStep[],
): void {
  const whole = wholeResource(type);
  const rest: Record<string, JsonValue | undefined> = {};
  for (const [name, given = null] of Object.entries(value)) {
    if (findAttribute(whole, name)?.name !== 'members') rest[name] = given;
    else membership.push({ kind: op, ids: identifiersOf(given, `${where}.value.${name}`) });
  }
  if (Object.keys(rest).length > 0) others.push({ index, op, value: rest });
}

function stepsOf(
  operation: WithPath,
  where: string,
  criteriaOf: (filter: Filter) => Criteria,
): readonly MembershipStep[] {
  const { valueFilter, subAttribute, text } = operation.path;
  if (subAttribute !== undefined) {
    const detail = `${where}: what ${quoted(text)} names of a member cannot change; remove the member and add another.`;
    throw new ScimError(400, detail, 'mutability');
  }
  const { op, value } = operation;
  if (valueFilter === undefined) {
    return [op === 'remove' ? { kind: 'clear' } : { kind: op, ids: identifiersOf(value, `${where}.value`) }];
  }
  const named = idsNamedBy(valueFilter);
  if (op === 'remove') return [removalOf(valueFilter, named, criteriaOf)];
  const elements: JsonValue = Array.isArray(value) || value === null ? value : [value];
  const ids = identifiersOf(elements, `${where}.value`);
  if (ids.some((id) => !named?.includes(id))) {
    const detail = `${where}: a member is added with the path "members", and removed with ${quoted(text)}.`;
    throw new ScimError(400, detail, 'mutability');
  }
  if (ids.length > 0) return [{ kind: 'add', ids }];
  return op === 'replace' ? [removalOf(valueFilter, named, criteriaOf)] : [];
}

const removalOf = (
  filter: Filter,
  named: readonly AgentId[] | undefined,
  criteriaOf: (filter: Filter) => Criteria,
): MembershipStep =>
  named === undefined
    ? { kind: 'removeWhere', criteria: criteriaOf(filter) }
    : { kind: 'remove', ids: named };

/** Whom `members[value eq "…"]`, or several of these with `or` between them, names; `undefined` for other filters. */
function idsNamedBy(filter: Filter): readonly AgentId[] | undefined {
  const alternatives = filter.kind === 'or' ? filter.of : [filter];
  const values = alternatives.map(valueIn);
  return values.every((one) => one !== undefined) ? values.map(agentId) : undefined;
}

const pathOfAgent: Readonly<Record<string, string | undefined>> = {
  value: agentFields.id.path,
  'members.value': agentFields.id.path,
  display: agentFields.userName.path,
};

/** What a filter asks of a member, as criteria about the agent. */
function memberCriteria(filter: Filter, { attribute: group, derived }: FilterSubject): Criteria {
  const attribute = findAttribute(group, 'members');
  if (attribute === undefined) throw new Error('The resource type has no members.');
  const criteria = compileFilter(filter, { attribute, derived: (path) => derived?.(`members.${path}`) });
  return withPaths(criteria, (path) => pathOfAgent[path] ?? path);
}

function valueIn(filter: Filter): string | undefined {
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string')
    return undefined;
  const { schema, attribute, subAttribute } = filter.path;
  const isValue = schema === undefined && subAttribute === undefined && attribute.toLowerCase() === 'value';
  return isValue ? filter.value : undefined;
}

function identifiersOf(given: JsonValue, where: string): AgentId[] {
  if (given === null) return [];
  if (!Array.isArray(given)) throw new ScimError(400, `${quoted(where)} must be a list.`, 'invalidValue');
  const members: readonly JsonValue[] = given.filter((element) => element !== null);
  return [...new Set(members.map((element, index) => agentId(identifierOf(element, `${where}[${index}]`))))];
}

function identifierOf(element: JsonValue, where: string): string {
  const value = isJsonObject(element) ? member(element, 'value') : undefined;
  if (!isJsonObject(element) || typeof value !== 'string' || value === '') {
    const detail = `${quoted(where)} must be a member: an object whose "value" is the id of a User.`;
    throw new ScimError(400, detail, 'invalidValue');
  }
  const type = member(element, 'type');
  const reference = member(element, '$ref');
  const isGroup =
    (typeof type === 'string' && type.toLowerCase() === 'group') ||
    (typeof reference === 'string' &&
      Object.values(groupTypes).some(({ endpoint }) => reference.includes(`${endpoint}/`)));
  if (!isGroup) return value;
  const detail = `${quoted(where)} is a group. Groups have users as members; a group in a group is not possible here.`;
  throw new ScimError(400, detail, 'invalidValue');
}
