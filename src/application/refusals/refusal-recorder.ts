import type { DomainError } from '../../domain/shared/domain-error.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { Attempt } from '../ports/journal-entry.ts';
import type { OperationalLog } from '../ports/operational-log.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalAllowance } from './refusal-allowance.ts';

/** Puts attempts that the domain refused into the journal, in a transaction of their own: theirs is undone. */
export class RefusalRecorder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly allowance: RefusalAllowance,
    private readonly clock: Clock,
    private readonly log: OperationalLog,
  ) {}

  /** A refusal stands whether or not it could be recorded; that it could not is for the operator to know. */
  async record(caller: Caller, attempt: Attempt, refusal: DomainError): Promise<void> {
    const at = this.clock.now();
    const recorded = this.allowance.recordable(caller, attempt, refusal, at);
    if (recorded === undefined) return;
    try {
      await this.unitOfWork.transact(caller, async (scope) => scope.recordRefusal(attempt, recorded, at));
    } catch (error) {
      this.log.error('A refused attempt could not be recorded in the audit log', error, {
        action: attempt.action,
        code: refusal.code,
        requestId: caller.requestId,
      });
    }
  }
}
