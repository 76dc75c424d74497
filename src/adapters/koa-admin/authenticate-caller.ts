import type { Middleware } from 'koa';
import { accountNotFound } from '../../application/accounts/account/account-not-found.ts';
import type { Application } from '../../application/application.ts';
import { type Caller, type Requester, serviceAccountId } from '../../application/ports/caller.ts';
import { accountId } from '../../domain/shared/identifiers.ts';
import { type AuthenticatedState, admitCaller, type CallerLimits } from '../koa-http/admit-caller.ts';
import { authenticateSession } from '../koa-http/authenticate-session.ts';
import { fromOwnScripts } from '../koa-http/own-pages.ts';
import { presentedToken } from '../koa-http/presented-token.ts';
import { sessionCookie } from '../koa-http/private-cookie.ts';
import { publicAddressOf } from '../koa-http/public-address.ts';
import { checksOfToken } from '../koa-http/token-checks.ts';
import { accountHeader } from './operation.ts';
import { OperatorCredential } from './operator-credential.ts';

export interface AuthenticationSettings {
  readonly publicUrl?: string;
  /** SHA-256, in hex, of the tokens with which operators may use the API. */
  readonly operatorTokenHashes: readonly string[];
}

/** The scopes of API tokens that count here. */
const scopes = ['admin:read', 'admin:write', 'events:read'] as const;

/**
 * Finds out who asks: by an API token or by the session of a browser, which decide the account; or by an operator's token, and then
 * the request says in which account it is to be done.
 */
export function authenticateCaller(
  application: Pick<Application, 'authenticateToken' | 'authenticateSession'>,
  limits: CallerLimits,
  { publicUrl, operatorTokenHashes }: AuthenticationSettings,
): Middleware<AuthenticatedState> {
  const operators = new OperatorCredential(operatorTokenHashes);
  const byToken = admitCaller(
    limits,
    presentedToken,
    async (requester, text) =>
      text !== undefined && operators.isGenuine(text)
        ? operatorOf(requester)
        : application.authenticateToken(requester, { text, scopes }),
    checksOfToken,
  );
  const own = fromOwnScripts as Middleware<AuthenticatedState>;
  const admitSession = authenticateSession(application, limits, publicUrl);
  const bySession: Middleware<AuthenticatedState> = (context, next) =>
    own(context, () => admitSession(context, next));
  return (context, next) => {
    const proceed = () => {
      context.state.caller = inAccount(context.state.caller, context.get(accountHeader));
      return next();
    };
    const hasSession = sessionCookie.read(context, publicAddressOf(context, publicUrl)) !== undefined;
    return presentedToken(context) === undefined && hasSession
      ? bySession(context, proceed)
      : byToken(context, proceed);
  };
}

const operatorOf = (requester: Requester): Caller => ({
  ...requester,
  principal: { kind: 'operator', name: 'api' },
  accountId: serviceAccountId,
});

/**
 * The caller in the account that the request names. Whoever belongs to one account learns of no other.
 *
 * @throws DomainError `accountNotFound`.
 */
function inAccount(caller: Caller, named: string): Caller {
  if (named === '' || named === caller.accountId) return caller;
  const id = accountId(named.slice(0, 36));
  if (caller.principal.kind !== 'operator') throw accountNotFound(id);
  return { ...caller, accountId: id };
}
