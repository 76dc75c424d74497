import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Attempt } from '../audit/entries/journal-entry.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { OperationalLog } from '../ports/operational-log.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalAllowance } from './refusal-allowance.ts';

/** Runs attempts and puts those that the domain refuses into the journal, once their transaction is undone. */
export class RefusalRecorder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly allowance: RefusalAllowance,
    private readonly clock: Clock,
    private readonly log: OperationalLog,
  ) {}

  async attempt<Result>(caller: Caller, attempt: Attempt, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError) await this.record(caller, { attempt, refusal: error });
      throw error;
    }
  }

  /** Refusals stand whether or not they could be recorded; that they could not is for the operator to know. */
  async record(caller: Caller, ...refused: readonly RefusedAttempt[]): Promise<void> {
    const at = this.clock.now();
    const recorded = refused.filter(() => this.allowance.mayRecord(caller, at));
    if (recorded.length === 0) return;
    try {
      await this.unitOfWork.transact(caller, async (scope) => {
        for (const { attempt, refusal } of recorded) scope.recordRefusal(attempt, refusal, at);
      });
    } catch (error) {
      this.log.error('A refused attempt could not be recorded in the audit log', error, {
        actions: [...new Set(refused.map(({ attempt }) => attempt.action))],
        codes: [...new Set(refused.map(({ refusal }) => refusal.code))],
        requestId: caller.requestId,
      });
    }
  }
}

export interface RefusedAttempt {
  readonly attempt: Attempt;
  readonly refusal: DomainError;
}
