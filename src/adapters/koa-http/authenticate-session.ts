import type { Middleware } from 'koa';
import type { Application } from '../../application/application.ts';
import { type AuthenticatedState, admitCaller, type CallerLimits } from './admit-caller.ts';
import { fromOwnPages } from './own-pages.ts';
import { sessionCookie } from './private-cookie.ts';
import { publicAddressOf } from './public-address.ts';

/**
 * Finds out who is signed in by the session that the browser holds. What changes something has to come from a page of our
 * own; surfaces whose pages are scripts ask for `fromOwnScripts` as well.
 *
 * @param publicUrl - the address at which browsers reach the service; without it, that of the request.
 */
export function authenticateSession(
  { authenticateSession: find }: Pick<Application, 'authenticateSession'>,
  limits: CallerLimits,
  publicUrl: string | undefined,
): Middleware<AuthenticatedState> {
  const own = fromOwnPages(publicUrl) as Middleware<AuthenticatedState>;
  const admit = admitCaller(
    limits,
    (context) => sessionCookie.read(context, publicAddressOf(context, publicUrl)),
    (requester, secret) => find(requester, { secret }),
  );
  return (context, next) => own(context, () => admit(context, next));
}
