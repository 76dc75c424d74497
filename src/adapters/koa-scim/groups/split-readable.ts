import type { JsonValue } from '../../../criteria/json.ts';
import type { Steps } from '../../../criteria/steps.ts';
import { limits } from '../../../scim/limits.ts';
import type { UnreadPart } from '../../../scim/parts/partly-read.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { type GroupPatch, splitMemberOperation, splitMemberOperations } from './member-operations.ts';

/**
 * As `splitMemberOperations`, but of a list of members those that cannot be read are left out where others can: each is
 * a person by itself.
 *
 * @param operations - one, or those that have the stretches of one long list.
 * @param unread - takes what is left out.
 */
export function* splitReadable(
  type: ResourceType,
  operations: readonly PatchOperation[],
  baseUrl: string,
  unread: UnreadPart[],
): Steps<GroupPatch> {
  try {
    return yield* splitMemberOperations(type, operations, baseUrl);
  } catch (refusal) {
    if (!(refusal instanceof ScimError)) throw refusal;
    const lists = operations.map(listOf);
    if (operations.length > 1 && operations.some(({ valuesBefore }) => valuesBefore === undefined))
      throw refusal;
    const refused: UnreadPart[] = [];
    const readable: PatchOperation[] = [];
    let count = 0;
    for (const [number, { list, withList }] of lists.entries()) {
      const before = operations[number]?.valuesBefore ?? 0;
      const read = list.filter((element, index) => {
        try {
          splitMemberOperation(type, withList([element]), baseUrl);
          return true;
        } catch (error) {
          if (!(error instanceof ScimError) || refused.length === limits.valuesMax) throw refusal;
          refused.push({ path: `members[${before + index}]`, error });
          return false;
        }
      });
      count += read.length;
      readable.push(withList(read));
      yield;
    }
    if (count === 0) throw refusal;
    const patch = yield* splitMemberOperations(type, readable, baseUrl);
    unread.push(...refused);
    return patch;
  }
}

/** The list that an operation gives for one attribute, and the operation with another one. */
interface GivenList {
  readonly list: readonly JsonValue[];
  readonly withList: (list: readonly JsonValue[]) => PatchOperation;
}

function listOf(operation: PatchOperation): GivenList {
  if (operation.path !== undefined) {
    const { value } = operation;
    return { list: Array.isArray(value) ? value : [], withList: (list) => ({ ...operation, value: list }) };
  }
  const [[name, value] = ['', undefined], ...others] = Object.entries(operation.value);
  return {
    list: others.length === 0 && Array.isArray(value) ? value : [],
    withList: (list) => ({ ...operation, value: { [name]: list } }),
  };
}
