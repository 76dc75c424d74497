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
      if (error instanceof DomainError) await this.record(caller, attempt, error);
      throw error;
    }
  }

  /** The refusal stands whether or not it could be recorded; that it could not is for the operator to know. */
  async record(caller: Caller, attempt: Attempt, refusal: DomainError): Promise<void> {
    try {
      await this.journal.record(entryOfRefusal(caller, attempt, refusal, this.clock.now()));
    } catch (error) {
      this.log.error('A refused attempt could not be recorded in the audit log', error, {
        action: attempt.action,
        code: refusal.code,
        requestId: caller.requestId,
      });
    }
  }
}
