import { ArrayMaxSize, IsString } from 'class-validator';
import { foldCase } from '../../criteria/fold-case.ts';
import type { ImportOutcome } from '../import/import-outcome.ts';
import { importRows, rowsMax } from '../import/import-rows.ts';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { importMembersOfGroup } from './membership/import-members-of-group.ts';

export class GroupMemberRow {
  /** The name of a group that is governed by hand, in any letter case; one that is not there is made. */
  @IsString()
  readonly group!: string;

  /** The userName of a member, or the externalId; nobody where the group alone is wanted. */
  @Optional()
  @IsString()
  readonly agent?: string;
}

export class GroupMembersImport {
  @ArrayMaxSize(rowsMax)
  @Nested(() => GroupMemberRow, { each: true })
  readonly rows!: readonly GroupMemberRow[];
}

/**
 * Adds many members to groups that are governed by hand, and makes groups that are not there. A member who is refused keeps
 * no other from being added. Answers an outcome for each row, in the same order.
 *
 * @throws StorageUnavailable, and then some may have been added.
 */
export const importGroupMembers = defineUseCase({
  name: 'ImportGroupMembers',
  // A directory, which may write groups, makes none by hand.
  permission: 'configuration:write',
  kind: 'ownTransactions',
  input: GroupMembersImport,
  run: (unitOfWork, caller, { rows }, context): Promise<readonly ImportOutcome[]> =>
    importRows(unitOfWork, caller, context, {
      rows,
      keyOf: ({ group }) => foldCase(group),
      targetOf: ({ group }) => ({ type: 'group', name: group }),
      importTogether: (scope, some) => importMembersOfGroup(scope, caller, context, some),
    }),
});
