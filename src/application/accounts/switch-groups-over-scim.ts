import type { Account } from '../../domain/account/account.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { changeAccount } from './change-account.ts';

/** Lets the account's directory push and import groups, or keeps it from doing so; the groups stay in any case. */
export class SwitchGroupsOverScim {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `accountNotFound`. */
  async execute(caller: Caller, on: boolean): Promise<Account> {
    const target = { type: 'account', id: caller.accountId } as const;
    return this.refusals.attempt(caller, { action: 'SwitchGroupsOverScim', target }, () =>
      this.unitOfWork.transact(caller, (scope) =>
        changeAccount(scope, caller, (account) => account.switchGroupsOverScim(on, this.clock.now())),
      ),
    );
  }
}
