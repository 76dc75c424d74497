import { Account } from '../../domain/account/account.ts';
import { accountId } from '../../domain/shared/identifiers.ts';
import type { Requester } from '../ports/caller.ts';
import { serviceAccountId } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdentifierSource } from '../ports/identifier-source.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';

export interface AccountOpening {
  readonly name: string;
  /** The Okta organisation's address, where Single Sign-On is set up already. */
  readonly ssoIssuer?: string;
}

/** Makes an account (tenant). */
export class OpenAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly identifiers: IdentifierSource,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `accountNameInvalid`, `ssoIssuerInvalid`. */
  async execute(requester: Requester, { name, ssoIssuer }: AccountOpening): Promise<Account> {
    const id = accountId(this.identifiers.next());
    const attempt = { action: 'OpenAccount', target: { type: 'account', name } } as const;
    return this.refusals.attempt({ ...requester, accountId: serviceAccountId }, attempt, async () => {
      const now = this.clock.now();
      const opened = Account.open(id, name, now);
      const connected = ssoIssuer === undefined ? undefined : opened.state.connectSso(ssoIssuer, now);
      await this.unitOfWork.transact({ ...requester, accountId: id }, async (scope) => {
        await scope.accounts.store(opened);
        if (connected !== undefined) await scope.accounts.store(connected);
      });
      return (connected ?? opened).state;
    });
  }
}
