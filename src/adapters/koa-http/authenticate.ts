import type { Middleware } from 'koa';
import type { Application } from '../../application/application.ts';
import type { Caller } from '../../application/ports/caller.ts';
import { clientAddress } from './client-address.ts';
import { presentedToken } from './presented-token.ts';
import type { RequestState } from './request-state.ts';

export interface AuthenticatedState extends RequestState {
  /** Whom the token belongs to, in the token's account. */
  caller: Caller;
}

/** Finds out who asks; the token alone decides the account. */
export const authenticate =
  ({ authenticateToken }: Pick<Application, 'authenticateToken'>): Middleware<AuthenticatedState> =>
  async (context, next) => {
    const { state } = context;
    const requester = {
      principal: { kind: 'anonymous' },
      source: clientAddress(context),
      requestId: state.requestId,
      deadline: state.deadline,
    } as const;
    state.caller = await authenticateToken(requester, { text: presentedToken(context) });
    noteCaller(state);
    await next();
  };

function noteCaller(state: AuthenticatedState): void {
  const { accountId, principal } = state.caller;
  state.accountId = accountId;
  if (principal.kind === 'token') state.tokenId = principal.id;
}
