import { IsString, MaxLength } from 'class-validator';
import { Account } from '../../domain/account/account.ts';
import { accountId } from '../../domain/shared/identifiers.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { requireAccount } from './account/require-account.ts';
import { connectElsewhere } from './account/sign-in-elsewhere.ts';

export class AccountOpening {
  @IsString()
  readonly name!: string;

  /** The identity provider's address, where agents sign in elsewhere by Single Sign-On. */
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
  run: async (unitOfWork, requester, { name, ssoIssuer }, context) => {
    const id = accountId(context.identifiers.next());
    const caller = { ...requester, accountId: id };
    const opened = Account.open(id, name, context.at);
    return unitOfWork.transact(caller, async (scope) => {
      await scope.accounts.store(opened);
      if (ssoIssuer !== undefined) await connectElsewhere(scope, caller, ssoIssuer, context);
      return requireAccount(scope, caller);
    });
  },
});
