import { Account } from '../../domain/account/account.ts';
import { ApiToken } from '../../domain/account/api-token.ts';
import { type AccountId, accountId, apiTokenId } from '../../domain/shared/identifiers.ts';
import type { IssuedToken } from '../access/token/issued-token.ts';
import { keptSecret } from '../access/token/kept-secret.ts';
import { formatTokenText } from '../access/token/token-text.ts';
import { linkFor, type MadeSignInLink } from '../sign-in/link/link-for.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { changeAccount } from './account/change-account.ts';
import { connectElsewhere } from './account/sign-in-elsewhere.ts';

export interface FirstAccount {
  readonly account: Account;
  readonly issued: IssuedToken;
  /** By which its only owner signs in. */
  readonly signIn: MadeSignInLink;
}

/** The same for every process, so that of two which begin at once only one makes it. */
const firstAccountId: AccountId = accountId('00000000-0000-7000-8000-000000000001');

/** Single Sign-On is marked as set up, so that agents can be provisioned at once; the operator names the real one. */
const placeholderIssuer = 'https://example.okta.com';

/**
 * Whoever starts the service has no name here yet, and somebody has to be signed in. Nobody can guess this one, so that no
 * directory provisions an agent of that name, who would then be the owner; and nobody has an address below `.invalid`
 * (RFC 2606 section 2).
 */
const firstOwner = (id: string): string =>
  `first-owner-${id.replaceAll('-', '').slice(-12)}@rollcall.invalid`;

/** Makes an account, a token for it and a link by which its owner signs in; answers with nothing where there is an account. */
export const openFirstAccount = defineUseCase({
  name: 'OpenFirstAccount',
  permission: 'accounts:open',
  kind: 'crossesAccounts',
  target: () => ({ type: 'account', id: firstAccountId }),
  run: async (unitOfWork, requester, _, context): Promise<FirstAccount | undefined> => {
    const { accounts, at, identifiers, tokenSecrets } = context;
    const isThereOne = async () => (await accounts.listAccounts()).length > 0;
    if (await isThereOne()) return undefined;
    const opened = Account.open(firstAccountId, 'My company', at);
    const tokenId = apiTokenId(identifiers.next());
    const secret = tokenSecrets.generate();
    const token = ApiToken.issue(
      tokenId,
      firstAccountId,
      keptSecret(tokenSecrets, secret),
      { name: 'Okta' },
      at,
    );
    const issued = { token: token.state, text: formatTokenText(tokenId, secret) };
    const caller = { ...requester, accountId: firstAccountId };
    const owner = firstOwner(identifiers.next());
    try {
      return await unitOfWork.transact(caller, async (scope) => {
        await scope.accounts.store(opened);
        await connectElsewhere(scope, caller, placeholderIssuer, { at, identifiers });
        await scope.tokens.store(token);
        await scope.policy.beginChange();
        const account = await changeAccount(scope, caller, (made) => made.nameOwner(owner, at));
        return { account, issued, signIn: await linkFor(scope, firstAccountId, owner, context) };
      });
    } catch (error) {
      // Another process was quicker: the database has this account already.
      if (await isThereOne()) return undefined;
      throw error;
    }
  },
});
