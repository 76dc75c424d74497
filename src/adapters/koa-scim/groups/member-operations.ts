import type { Criteria } from '../../../criteria/criteria.ts';
import { isJsonObject, type JsonValue } from '../../../criteria/json.ts';
import type { Steps } from '../../../criteria/steps.ts';
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
 * which may be very long. Each operation is a step.
 *
 * @param baseUrl - where members are read, below it: their filters may ask for `$ref`.
 * @throws ScimError 400 naming the operation: `Operations[2].value[0]`.
 */
export function* splitMemberOperations(
  type: ResourceType,
  operations: readonly PatchOperation[],
  baseUrl: string,
): Steps<GroupPatch> {
  const others: PatchOperation[] = [];
  const membership: MembershipStep[] = [];
  for (const operation of operations) {
    const split = splitMemberOperation(type, operation, baseUrl);
    others.push(...split.others);
    membership.push(...split.membership);
    yield;
  }
  return { others, membership };
}

/** The same for one of the operations. */
export function splitMemberOperation(
  type: ResourceType,
  operation: PatchOperation,
  baseUrl: string,
): GroupPatch {
  const where = `Operations[${operation.index}]`;
  if (operation.path === undefined) return splitValue(type, operation, where);
  const { attribute } = resolveAttributePath(type, operation.path);
  if (attribute.name !== 'members') return { others: [operation], membership: [] };
  const criteriaOf = (filter: Filter) => memberCriteria(filter, searchSubject(type, baseUrl));
  return { others: [], membership: stepsOf(operation, where, criteriaOf) };
}

/** The members that the body of a POST or PUT names, from the operations that would replace them by these. */
export function* namedMembers(operations: readonly PatchOperation[]): Steps<readonly NamingStep[]> {
  const membership: NamingStep[] = [];
  for (const { value = null, valuesBefore } of operations) {
    const kind = membership.length === 0 ? 'replace' : 'add';
    membership.push({ kind, ids: identifiersOf(value, 'members', valuesBefore) });
    yield;
  }
  return membership;
}

/** A step that names members. */
export type NamingStep = Extract<MembershipStep, { ids: unknown }>;
type WithoutPath = Extract<PatchOperation, { path?: undefined }>;
type WithPath = Exclude<PatchOperation, WithoutPath>;

/** Where there is no path, the value's members are attributes, `members` perhaps among them. */
function splitValue(
  type: ResourceType,
  { index, op, value, valuesBefore }: WithoutPath,
  where: string,
): GroupPatch {
  const membership: MembershipStep[] = [];
  const whole = wholeResource(type);
  const rest: Record<string, JsonValue | undefined> = {};
  for (const [name, given = null] of Object.entries(value)) {
    if (findAttribute(whole, name)?.name !== 'members') rest[name] = given;
    else membership.push({ kind: op, ids: identifiersOf(given, `${where}.value.${name}`, valuesBefore) });
  }
  return { others: Object.keys(rest).length > 0 ? [{ index, op, value: rest }] : [], membership };
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
    if (op === 'remove') return [{ kind: 'clear' }];
    return [{ kind: op, ids: identifiersOf(value, `${where}.value`, operation.valuesBefore) }];
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

/** @param before - how many values stand before these in the list. */
function identifiersOf(given: JsonValue, where: string, before = 0): AgentId[] {
  if (given === null) return [];
  if (!Array.isArray(given)) throw new ScimError(400, `${quoted(where)} must be a list.`, 'invalidValue');
  const members: readonly JsonValue[] = given.filter((element) => element !== null);
  return [
    ...new Set(
      members.map((element, index) => agentId(identifierOf(element, () => `${where}[${before + index}]`))),
    ),
  ];
}

function identifierOf(element: JsonValue, where: () => string): string {
  const value = isJsonObject(element) ? member(element, 'value') : undefined;
  if (!isJsonObject(element) || typeof value !== 'string' || value === '') {
    const detail = `${quoted(where())} must be a member: an object whose "value" is the id of a User.`;
    throw new ScimError(400, detail, 'invalidValue');
  }
  const type = member(element, 'type');
  const reference = member(element, '$ref');
  const isGroup =
    (typeof type === 'string' && type.toLowerCase() === 'group') ||
    (typeof reference === 'string' &&
      Object.values(groupTypes).some(({ endpoint }) => reference.includes(`${endpoint}/`)));
  if (!isGroup) return value;
  const detail = `${quoted(where())} is a group. Groups have users as members; a group in a group is not possible here.`;
  throw new ScimError(400, detail, 'invalidValue');
}
