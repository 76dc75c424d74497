import type { Account } from '../../domain/account/account.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { changeAccount } from './change-account.ts';

/** Has the account take custom attributes as they come, or those only that were declared; what is there stays. */
export class AcceptUndeclaredAttributes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `accountNotFound`. */
  async execute(caller: Caller, accepted: boolean): Promise<Account> {
    const target = { type: 'account', id: caller.accountId } as const;
    return this.refusals.attempt(caller, { action: 'AcceptUndeclaredAttributes', target }, () =>
      this.unitOfWork.transact(caller, async (scope) => {
        await scope.policy.beginChange();
        return changeAccount(scope, caller, (account) =>
          account.acceptUndeclaredAttributes(accepted, this.clock.now()),
        );
      }),
    );
  }
}
