import { ArrayMaxSize, IsIn, IsString } from 'class-validator';
import { foldCase } from '../../criteria/fold-case.ts';
import type { RuleException } from '../../domain/group/rule-exceptions.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { ImportOutcome } from '../import/import-outcome.ts';
import { importRows, rowsMax } from '../import/import-rows.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { importExceptionsOfGroup } from './rule/import-exceptions-of-group.ts';

export class RuleExceptionRow {
  /** The name of a group that a rule governs, in any letter case. */
  @IsString()
  readonly group!: string;

  /** The userName, or the externalId. */
  @IsString()
  readonly agent!: string;

  @IsIn(['always', 'never'])
  readonly belongs!: RuleException['belongs'];

  @Optional()
  @IsString()
  readonly reason?: string;

  @Optional()
  @IsInstant()
  readonly until?: Instant;
}

export class RuleExceptionsImport {
  @ArrayMaxSize(rowsMax)
  @Nested(() => RuleExceptionRow, { each: true })
  readonly rows!: readonly RuleExceptionRow[];
}

/**
 * Makes many agents exceptions of rules, as `setRuleException` does each; a group's change together. One that is refused
 * stops no other. Answers an outcome for each row, in the same order.
 *
 * @throws StorageUnavailable, and then some may have been made.
 */
export const importRuleExceptions = defineUseCase({
  name: 'ImportRuleExceptions',
  permission: 'rules:write',
  kind: 'ownTransactions',
  input: RuleExceptionsImport,
  run: (unitOfWork, caller, { rows }, context): Promise<readonly ImportOutcome[]> =>
    importRows(unitOfWork, caller, context, {
      rows,
      keyOf: ({ group }) => foldCase(group),
      targetOf: ({ group }) => ({ type: 'group', name: group }),
      importTogether: (scope, some) => importExceptionsOfGroup(scope, context, some),
    }),
});
