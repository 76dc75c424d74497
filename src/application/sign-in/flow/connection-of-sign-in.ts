import type { Account } from '../../../domain/account/account.ts';
import { connectionAddresses } from '../../../domain/sign-in/connection-addresses.ts';
import type { SsoConnection, SsoConnectionId } from '../../../domain/sign-in/sso-connection.ts';
import type { AccountDirectory } from '../../ports/account-directory.ts';
import type { Caller, Requester } from '../../ports/caller.ts';
import type { OidcParties } from '../../ports/oidc-sign-in.ts';
import type { SamlParties } from '../../ports/saml-sign-in.ts';
import type { OpenAttempt } from '../../refusals/open-attempt.ts';
import { connectionNotFound } from '../connections/find-connection.ts';

export interface ConnectionOfSignIn {
  readonly account: Account;
  readonly connection: SsoConnection;
  /** Whoever signs in, in the account of the connection, whose journal gets what is refused. */
  readonly caller: Caller;
}

/**
 * The connection that somebody who is not known yet names, and through it the account.
 *
 * @throws DomainError `connectionNotFound`, `accountClosed`.
 */
export async function connectionOfSignIn(
  id: SsoConnectionId,
  requester: Requester,
  { accounts, attempt }: { readonly accounts: AccountDirectory; readonly attempt: OpenAttempt },
): Promise<ConnectionOfSignIn> {
  const found = await accounts.findConnection(id, requester);
  if (found === undefined) throw connectionNotFound(id);
  const { account, connection } = found;
  const accountId = account.state.id;
  attempt.accountId = accountId;
  attempt.target = { type: 'connection', id, name: connection.state.name };
  account.requireOpen();
  return { account, connection, caller: { ...requester, accountId } };
}

/** @throws DomainError `connectionNotFound` where it is no connection by SAML. */
export function samlPartiesOf({ state }: SsoConnection, publicUrl: string): SamlParties {
  const { provider } = state;
  const addresses = connectionAddresses(state, publicUrl);
  if (provider.kind !== 'saml' || addresses?.kind !== 'saml') throw connectionNotFound(state.id);
  return { provider, addresses };
}

/** @throws DomainError `connectionNotFound` where it is no connection by OpenID Connect. */
export function oidcPartiesOf({ state }: SsoConnection, publicUrl: string): OidcParties {
  const { provider } = state;
  const addresses = connectionAddresses(state, publicUrl);
  if (provider.kind !== 'oidc' || addresses?.kind !== 'oidc') throw connectionNotFound(state.id);
  return { owner: state, provider, addresses };
}
