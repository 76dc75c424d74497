import type { IssuedToken } from '../application/access/issue-token.ts';
import type { Provisioning } from '../application/index.ts';
import type { Requester } from '../application/ports/caller.ts';
import type { Account } from '../domain/account/account.ts';

export interface FirstAccount {
  readonly account: Account;
  readonly issued: IssuedToken;
}

/** Single Sign-On is marked as set up, so that agents can be provisioned at once; the operator names the real one. */
const placeholderIssuer = 'https://example.okta.com';

/** Makes an account and a token for it, unless there is an account. */
export async function openFirstAccount(
  provisioning: Provisioning,
  operator: Requester,
): Promise<FirstAccount | undefined> {
  if ((await provisioning.listAccounts.execute()).length > 0) return undefined;
  const account = await provisioning.openAccount.execute(operator, {
    name: 'My company',
    ssoIssuer: placeholderIssuer,
  });
  const caller = { ...operator, accountId: account.state.id };
  return { account, issued: await provisioning.issueToken.execute(caller, { name: 'Okta' }) };
}
