import type { Middleware } from 'koa';
import type { Application } from '../../../application/application.ts';
import { clientAddress } from '../../koa-http/client-address.ts';
import type { RequestState } from '../../koa-http/request-state.ts';
import type { ScimState } from '../scim-context.ts';
import { presentedToken } from './presented-token.ts';

/** Finds out who asks; the token alone decides the account. */
export const authenticate =
  ({ authenticateToken }: Pick<Application, 'authenticateToken'>): Middleware<ScimState> =>
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

function noteCaller(state: RequestState & Pick<ScimState, 'caller'>): void {
  const { accountId, principal } = state.caller;
  state.accountId = accountId;
  if (principal.kind === 'token') state.tokenId = principal.id;
}
