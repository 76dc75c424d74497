import type { Account } from '../../domain/account/account.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { changeAccount } from './change-account.ts';

/** Marks Single Sign-On with Okta as set up, from which moment agents can be provisioned. */
export class ConnectSso {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `accountNotFound`, `ssoIssuerInvalid`. */
  async execute(caller: Caller, issuer: string): Promise<Account> {
    const attempt = { action: 'ConnectSso', target: { type: 'account', id: caller.accountId } } as const;
    return this.refusals.attempt(caller, attempt, () =>
      this.unitOfWork.transact(caller, (scope) =>
        changeAccount(scope, caller, (account) => account.connectSso(issuer, this.clock.now())),
      ),
    );
  }
}
