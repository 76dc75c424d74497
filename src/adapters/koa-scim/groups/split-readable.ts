import type { JsonValue } from '../../../criteria/json.ts';
import { limits } from '../../../scim/limits.ts';
import type { UnreadPart } from '../../../scim/parts/partly-read.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { type GroupPatch, splitMemberOperations } from './member-operations.ts';

/**
 * As `splitMemberOperations`, but of a list of members those that cannot be read are left out where others can: each is
 * a person by itself.
 *
 * @param unread - takes what is left out.
 */
export function splitReadable(
  type: ResourceType,
  operations: readonly PatchOperation[],
  baseUrl: string,
  unread: UnreadPart[],
): GroupPatch {
  const split = (some: readonly PatchOperation[]) => splitMemberOperations(type, some, baseUrl);
  try {
    return split(operations);
  } catch (refusal) {
    if (!(refusal instanceof ScimError)) throw refusal;
    const [operation, ...others] = operations;
    const [list, withList] = operation === undefined ? [] : listOf(operation);
    if (list === undefined || withList === undefined || others.length > 0) throw refusal;
    const refused: UnreadPart[] = [];
    const readable = list.filter((element, index) => {
      try {
        split([withList([element])]);
        return true;
      } catch (error) {
        if (!(error instanceof ScimError) || refused.length === limits.valuesMax) throw refusal;
        refused.push({ path: `members[${index}]`, error });
        return false;
      }
    });
    if (readable.length === 0) throw refusal;
    const patch = split([withList(readable)]);
    unread.push(...refused);
    return patch;
  }
}

type WithList = (list: readonly JsonValue[]) => PatchOperation;

/** The list that an operation gives for one attribute, and the operation with another one. */
function listOf(operation: PatchOperation): readonly [readonly JsonValue[], WithList] | readonly [] {
  if (operation.path !== undefined) {
    const { value } = operation;
    return Array.isArray(value) ? [value, (list) => ({ ...operation, value: list })] : [];
  }
  const [[name, value] = ['', undefined], ...others] = Object.entries(operation.value);
  if (others.length > 0 || !Array.isArray(value)) return [];
  return [value, (list) => ({ ...operation, value: { [name]: list } })];
}
