import { Account } from '../../domain/account/account.ts';
import { ApiToken } from '../../domain/account/api-token.ts';
import { type AccountId, accountId, apiTokenId } from '../../domain/shared/identifiers.ts';
import type { IssuedToken } from '../access/token/issued-token.ts';
import { formatTokenText } from '../access/token/token-text.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { requireAccount } from './account/require-account.ts';
import { connectElsewhere } from './account/sign-in-elsewhere.ts';

export interface FirstAccount {
  readonly account: Account;
  readonly issued: IssuedToken;
}

/** The same for every process, so that of two which begin at once only one makes it. */
const firstAccountId: AccountId = accountId('00000000-0000-7000-8000-000000000001');

/** Single Sign-On is marked as set up, so that agents can be provisioned at once; the operator names the real one. */
const placeholderIssuer = 'https://example.okta.com';

/** Makes an account and a token for it; answers with nothing where there is an account. */
export const openFirstAccount = defineUseCase({
  name: 'OpenFirstAccount',
  permission: 'accounts:open',
  kind: 'crossesAccounts',
  target: () => ({ type: 'account', id: firstAccountId }),
  run: async (
    unitOfWork,
    requester,
    _,
    { accounts, at, identifiers, tokenSecrets },
  ): Promise<FirstAccount | undefined> => {
    const isThereOne = async () => (await accounts.listAccounts()).length > 0;
    if (await isThereOne()) return undefined;
    const opened = Account.open(firstAccountId, 'My company', at);
    const tokenId = apiTokenId(identifiers.next());
    const secret = tokenSecrets.generate();
    const token = ApiToken.issue(tokenId, firstAccountId, tokenSecrets.hash(secret), { name: 'Okta' }, at);
    const caller = { ...requester, accountId: firstAccountId };
    try {
      const account = await unitOfWork.transact(caller, async (scope) => {
        await scope.accounts.store(opened);
        await connectElsewhere(scope, caller, placeholderIssuer, { at, identifiers });
        await scope.tokens.store(token);
        return requireAccount(scope, caller);
      });
      return { account, issued: { token: token.state, text: formatTokenText(tokenId, secret) } };
    } catch (error) {
      // Another process was quicker: the database has this account already.
      if (await isThereOne()) return undefined;
      throw error;
    }
  },
});
