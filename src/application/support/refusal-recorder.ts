import { DomainError } from '../../domain/shared/domain-error.ts';
import { type Attempt, entryOfRefusal } from '../audit/journal-entries.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { RefusalJournal } from '../ports/journal.ts';
import type { OperationalLog } from '../ports/operational-log.ts';

/** Runs attempts and puts those that the domain refuses into the journal, once their transaction is undone. */
export class RefusalRecorder {
  constructor(
    private readonly journal: RefusalJournal,
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
    if (refused.length === 0) return;
    const at = this.clock.now();
    try {
      await this.journal.record(
        refused.map(({ attempt, refusal }) => entryOfRefusal(caller, attempt, refusal, at)),
      );
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
