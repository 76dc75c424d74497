import type { Filter } from '../filter/filter.ts';
import { parseAttributePath } from '../path/parse-attribute-path.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import { member } from '../resource/member.ts';
import { quoted } from '../resource/quoted.ts';
import { isScimObject, type ScimObject, type ScimValue } from '../resource/scim-resource.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';
import type { PatchOperation } from './patch-operation.ts';

/** One change of a group's members, by their identifiers. */
export type MemberStep =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly values: readonly string[] }
  | { readonly kind: 'removeWhere'; readonly filter: Filter }
  | { readonly kind: 'clear' };

/** A PATCH of a group: what concerns its members, in order, and what does not. */
export interface GroupPatch {
  readonly others: readonly PatchOperation[];
  readonly steps: readonly MemberStep[];
}

/**
 * Takes the changes of `members` out of a PATCH, so that it can be applied without the list, which may be very long.
 *
 * @throws ScimError 400 naming the operation: `Operations[2].value[0]`.
 */
export function splitMemberOperations(type: ResourceType, operations: readonly PatchOperation[]): GroupPatch {
  const others: PatchOperation[] = [];
  const steps: MemberStep[] = [];
  for (const [index, operation] of operations.entries()) {
    const where = `Operations[${index}]`;
    if (operation.path === undefined) splitValue(operation, where, others, steps);
    else if (namesMembers(type, operation.path)) steps.push(stepOf(operation, where));
    else others.push(operation);
  }
  return { others, steps };
}

/** The identifiers of the members that a group's body names, each once. */
export const readMembers = (resource: ScimObject): string[] =>
  identifiersOf(member(resource, 'members') ?? [], 'members');

type WithPath = Extract<PatchOperation, { path: string }>;
type WithoutPath = Exclude<PatchOperation, WithPath>;

/** Where there is no path, the value's members are attributes, `members` perhaps among them. */
function splitValue(
  { op, value }: WithoutPath,
  where: string,
  others: PatchOperation[],
  steps: MemberStep[],
): void {
  const members = Object.entries(value).filter(([name]) => name.toLowerCase() === 'members');
  const rest = Object.entries(value).filter(([name]) => name.toLowerCase() !== 'members');
  if (rest.length > 0 || members.length === 0) others.push({ op, value: Object.fromEntries(rest) });
  for (const [name, given = null] of members) {
    steps.push({ kind: op, values: identifiersOf(given, `${where}.value.${name}`) });
  }
}

function namesMembers(type: ResourceType, path: string): boolean {
  return resolveAttributePath(type, parseAttributePath(path)).attribute.name === 'members';
}

function stepOf(operation: WithPath, where: string): MemberStep {
  const { valueFilter, subAttribute } = parseAttributePath(operation.path);
  if (subAttribute !== undefined) {
    const detail = `${where}: what ${quoted(operation.path)} names of a member cannot change; remove the member and add another.`;
    throw new ScimError(400, detail, 'mutability');
  }
  const { op, value } = operation;
  if (op !== 'remove') {
    if (valueFilter === undefined) return { kind: op, values: identifiersOf(value, `${where}.value`) };
    const detail = `${where}: a member is added with the path "members", and removed with ${quoted(operation.path)}.`;
    throw new ScimError(400, detail, 'mutability');
  }
  if (valueFilter !== undefined) return removalOf(valueFilter);
  // Entra names those to remove in the value.
  if (value === undefined || value === null) return { kind: 'clear' };
  return { kind: 'remove', values: identifiersOf(value, `${where}.value`) };
}

/** `members[value eq "…"]`, or several of these with `or` between them, names whom it removes. */
function removalOf(filter: Filter): MemberStep {
  const alternatives = filter.kind === 'or' ? filter.of : [filter];
  const values = alternatives.map(valueIn);
  return values.every((value) => value !== undefined)
    ? { kind: 'remove', values }
    : { kind: 'removeWhere', filter };
}

function valueIn(filter: Filter): string | undefined {
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string')
    return undefined;
  const { schema, attribute, subAttribute } = filter.path;
  const isValue = schema === undefined && subAttribute === undefined && attribute.toLowerCase() === 'value';
  return isValue ? filter.value : undefined;
}

function identifiersOf(given: ScimValue, where: string): string[] {
  const list = Array.isArray(given) ? (given as readonly ScimValue[]) : [given];
  const isList = Array.isArray(given);
  return [
    ...new Set(
      list
        .filter((element) => element !== null)
        .map((element, index) => identifierOf(element, isList ? `${where}[${index}]` : where)),
    ),
  ];
}

function identifierOf(element: ScimValue, where: string): string {
  if (typeof element === 'string' && element !== '') return element;
  const value = isScimObject(element) ? member(element, 'value') : undefined;
  if (!isScimObject(element) || typeof value !== 'string' || value === '') {
    const detail = `${quoted(where)} must be a member: an object whose "value" is the id of a User, or that id.`;
    throw new ScimError(400, detail, 'invalidValue');
  }
  const type = member(element, 'type');
  const reference = member(element, '$ref');
  const isGroup =
    (typeof type === 'string' && type.toLowerCase() === 'group') ||
    (typeof reference === 'string' && reference.includes('/Groups/'));
  if (!isGroup) return value;
  const detail = `${quoted(where)} is a group. Groups have users as members; a group in a group is not possible here.`;
  throw new ScimError(400, detail, 'invalidValue');
}
