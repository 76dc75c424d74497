import { isJsonObject, type JsonObject, type JsonValue } from '../../../criteria/json.ts';
import { type ElementPredicate, elementPredicate } from '../../../scim/filter/element-predicate.ts';
import type { Filter } from '../../../scim/filter/filter.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import { resolveAttributePath } from '../../../scim/path/resolve-attribute-path.ts';
import { member } from '../../../scim/resource/member.ts';
import { quoted } from '../../../scim/resource/quoted.ts';
import type { Attribute } from '../../../scim/schema/attribute.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { groupTypes } from '../schemas/group-types.ts';

/** One change of a group's members, by their identifiers. */
export type MemberStep =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly values: readonly string[] }
  | { readonly kind: 'removeWhere'; readonly isSelected: ElementPredicate }
  | { readonly kind: 'clear' };

/** A PATCH of a group: what concerns its members, in order, and what does not. */
export interface GroupPatch {
  readonly others: readonly PatchOperation[];
  readonly steps: readonly MemberStep[];
}

/**
 * Takes the changes of `members` out of a PATCH, so that the rest can be applied without reading the list of members,
 * which may be very long.
 *
 * @throws ScimError 400 naming the operation: `Operations[2].value[0]`.
 */
export function splitMemberOperations(type: ResourceType, operations: readonly PatchOperation[]): GroupPatch {
  const others: PatchOperation[] = [];
  const steps: MemberStep[] = [];
  for (const operation of operations) {
    const where = `Operations[${operation.index}]`;
    if (operation.path === undefined) {
      splitValue(operation, where, others, steps);
      continue;
    }
    const { attribute } = resolveAttributePath(type, operation.path);
    if (attribute.name === 'members') steps.push(stepOf(operation, attribute, where));
    else others.push(operation);
  }
  return { others, steps };
}

/** The identifiers of the members that a group's body names, each once. */
export const readMembers = (resource: JsonObject): string[] =>
  identifiersOf(member(resource, 'members') ?? [], 'members');

type WithoutPath = Extract<PatchOperation, { path?: undefined }>;
type WithPath = Exclude<PatchOperation, WithoutPath>;

/** Where there is no path, the value's members are attributes, `members` perhaps among them. */
function splitValue(
  { index, op, value }: WithoutPath,
  where: string,
  others: PatchOperation[],
  steps: MemberStep[],
): void {
  const members = Object.entries(value).filter(([name]) => name.toLowerCase() === 'members');
  const rest = Object.entries(value).filter(([name]) => name.toLowerCase() !== 'members');
  if (rest.length > 0 || members.length === 0) others.push({ index, op, value: Object.fromEntries(rest) });
  for (const [name, given = null] of members) {
    steps.push({ kind: op, values: identifiersOf(given, `${where}.value.${name}`) });
  }
}

function stepOf(operation: WithPath, members: Attribute, where: string): MemberStep {
  const { valueFilter, subAttribute, text } = operation.path;
  if (subAttribute !== undefined) {
    const detail = `${where}: what ${quoted(text)} names of a member cannot change; remove the member and add another.`;
    throw new ScimError(400, detail, 'mutability');
  }
  const { op, value } = operation;
  if (op !== 'remove') {
    if (valueFilter === undefined) return { kind: op, values: identifiersOf(value, `${where}.value`) };
    const detail = `${where}: a member is added with the path "members", and removed with ${quoted(text)}.`;
    throw new ScimError(400, detail, 'mutability');
  }
  return valueFilter === undefined ? { kind: 'clear' } : removalOf(valueFilter, members);
}

/** `members[value eq "…"]`, or several of these with `or` between them, names whom it removes. */
function removalOf(filter: Filter, members: Attribute): MemberStep {
  const alternatives = filter.kind === 'or' ? filter.of : [filter];
  const values = alternatives.map(valueIn);
  return values.every((value) => value !== undefined)
    ? { kind: 'remove', values }
    : { kind: 'removeWhere', isSelected: elementPredicate(filter, members) };
}

function valueIn(filter: Filter): string | undefined {
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string')
    return undefined;
  const { schema, attribute, subAttribute } = filter.path;
  const isValue = schema === undefined && subAttribute === undefined && attribute.toLowerCase() === 'value';
  return isValue ? filter.value : undefined;
}

function identifiersOf(given: JsonValue, where: string): string[] {
  if (given === null) return [];
  if (!Array.isArray(given)) throw new ScimError(400, `${quoted(where)} must be a list.`, 'invalidValue');
  const members: readonly JsonValue[] = given.filter((element) => element !== null);
  return [...new Set(members.map((element, index) => identifierOf(element, `${where}[${index}]`)))];
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
