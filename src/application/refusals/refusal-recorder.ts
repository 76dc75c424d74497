import type { DomainError } from '../../domain/shared/domain-error.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { Attempt } from '../ports/journal-entry.ts';
import type { OperationalLog } from '../ports/operational-log.ts';
import type { UnitOfWork, WriteScope } from '../ports/unit-of-work.ts';
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
      await this.unitOfWork.transact(caller, async (scope) =>
        scope.recordRefusal(await withKnownName(scope, attempt), recorded, at),
      );
    } catch (error) {
      this.log.error('A refused attempt could not be recorded in the audit log', error, {
        action: attempt.action,
        code: refusal.code,
        requestId: caller.requestId,
      });
    }
  }
}

/** How many entries are looked at for a name: those of attempts that found nothing have none. */
const entriesLookedAt = 20;

/** What the target was called when it was there, so that attempts which came too late are found by that name. */
async function withKnownName({ journal }: Pick<WriteScope, 'journal'>, attempt: Attempt): Promise<Attempt> {
  const { target } = attempt;
  if (target?.id === undefined || target.name !== undefined) return attempt;
  const entries = await journal.newestAbout(target.type, target.id, entriesLookedAt);
  const known = entries.find((entry) => entry.target?.name !== undefined);
  return { ...attempt, target: { ...target, name: known?.target?.name } };
}
