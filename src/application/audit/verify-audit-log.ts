import { IsArray, IsString, MaxLength } from 'class-validator';
import { IsFunction } from '../input/is-function.ts';
import { Optional } from '../input/optional.ts';
import { Satisfies } from '../input/satisfies.ts';
import type { LogVerification } from '../ports/audit-verification.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class LogEvidence {
  /** Keys, as `ListCheckpointKeys` has them, that are believed alone; those of the database where it is not said. */
  @Optional()
  @IsArray()
  @MaxLength(255, { each: true })
  readonly verifiers?: readonly string[];

  /** Notes of checkpoints that were kept elsewhere. */
  @Optional()
  @Satisfies('must be what notes can be read from', isAsyncIterable)
  readonly notes?: AsyncIterable<string>;

  /** The folder of archives, whose files are verified as well. */
  @Optional()
  @IsString()
  @MaxLength(4096)
  readonly archive?: string;

  /** Is told how many entries were looked at, and of how many. */
  @Optional()
  @IsFunction()
  readonly report?: (done: number, all: number) => void;
}

/**
 * Holds all that the database has of the audit log, of all accounts, against its checkpoints, and these against those that were
 * written down outside. Where something is not as it was sealed, the first position is named where that shows.
 */
export const verifyAuditLog = defineUseCase({
  name: 'VerifyAuditLog',
  permission: 'auditLog:seal',
  kind: 'crossesAccounts',
  input: LogEvidence,
  run: (_unitOfWork, _requester, { report, ...evidence }, { auditVerification }): Promise<LogVerification> =>
    auditVerification.verify(evidence, report),
});

function isAsyncIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
