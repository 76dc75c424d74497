import { IsString, MaxLength } from 'class-validator';
import { Account } from '../../domain/account/account.ts';
import { accountId } from '../../domain/shared/identifiers.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class AccountOpening {
  @IsString()
  readonly name!: string;

  /** The Okta organisation's address, where Single Sign-On is set up already. */
  @Optional()
  @MaxLength(1024)
  readonly ssoIssuer?: string;
}

/**
 * Makes an account (tenant).
 *
 * @throws DomainError `accountNameInvalid`, `ssoIssuerInvalid`.
 */
export const openAccount = defineUseCase({
  name: 'OpenAccount',
  permission: 'accounts:open',
  kind: 'crossesAccounts',
  input: AccountOpening,
  target: ({ name }) => ({ type: 'account', name }),
  run: async (unitOfWork, requester, { name, ssoIssuer }, { at, identifiers }) => {
    const id = accountId(identifiers.next());
    const opened = Account.open(id, name, at);
    const connected = ssoIssuer === undefined ? undefined : opened.state.connectSso(ssoIssuer, at);
    await unitOfWork.transact({ ...requester, accountId: id }, async (scope) => {
      await scope.accounts.store(opened);
      if (connected !== undefined) await scope.accounts.store(connected);
    });
    return (connected ?? opened).state;
  },
});
