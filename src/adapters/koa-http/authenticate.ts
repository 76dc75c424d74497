import type { Middleware } from 'koa';
import type { Application } from '../../application/application.ts';
import { type AuthenticatedState, admitCaller, type CallerLimits } from './admit-caller.ts';
import { presentedToken } from './presented-token.ts';
import { checksOfToken } from './token-checks.ts';

/** Finds out who asks by an API token, which alone decides the account. */
export const authenticate = (
  { authenticateToken }: Pick<Application, 'authenticateToken'>,
  limits: CallerLimits,
): Middleware<AuthenticatedState> =>
  admitCaller(
    limits,
    presentedToken,
    (requester, text) => authenticateToken(requester, { text }),
    checksOfToken,
  );
