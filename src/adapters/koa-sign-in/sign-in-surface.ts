import { Router } from '@koa/router';
import type { Application } from '../../application/application.ts';
import { useCases } from '../../application/index.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { CallerLimits } from '../koa-http/admit-caller.ts';
import { authenticateSession } from '../koa-http/authenticate-session.ts';
import { BodiesInFlight } from '../koa-http/bodies-in-flight.ts';
import { fromOwnPages } from '../koa-http/own-pages.ts';
import type { HttpMiddleware } from '../koa-http/request-state.ts';
import { refuse, type Surface } from '../koa-http/surface.ts';
import { begin } from './endpoints/begin.ts';
import { choose } from './endpoints/choose.ts';
import { redeemCode } from './endpoints/oidc.ts';
import { orSignIn, showOwnSessions, signOut } from './endpoints/own-sessions.ts';
import { consumeAssertion, describeService, formBytesMax } from './endpoints/saml.ts';
import { followSignInLink, showSignInLink } from './endpoints/sign-in-link.ts';
import { pageHeaders } from './pages/page.ts';
import { signInAddress } from './sign-in-address.ts';
import type { Endpoint, SignInContext, SignInState } from './sign-in-context.ts';
import { pageErrorFormat, signInErrors } from './sign-in-errors.ts';

/** Where people sign in, by SAML 2.0 and OpenID Connect, and see and end their sessions. */
export function signInSurface(
  application: Application,
  limits: CallerLimits,
  log: OperationalLog,
  { publicUrl }: { readonly publicUrl?: string },
): Surface {
  const unknown =
    ({ name }: { readonly name: string }): Endpoint =>
    async (context, next) => {
      context.state.attempted = name;
      if (await limits.rates.admitUnknown(context)) await next();
    };
  const known = orSignIn(authenticateSession(application, limits, publicUrl) as Endpoint);
  const own = fromOwnPages(publicUrl) as Endpoint;
  const router = new Router<SignInState>({ sensitive: true });
  router.get('/sign-out', known, showOwnSessions(application));
  router.post('/sign-out', own, known, signOut(application));
  router.get('/sign-in', unknown(useCases.listWaysToSignIn), choose(application));
  router.get('/sign-in/link', showSignInLink);
  router.post('/sign-in/link', own, unknown(useCases.useSignInLink), followSignInLink(application));
  router.get('/sign-in/:connection', unknown(useCases.beginSignIn), begin(application));
  router.get('/sign-in/:connection/saml', unknown(useCases.listWaysToSignIn), describeService(application));
  const bodies = new BodiesInFlight(formBytesMax);
  router.post(
    '/sign-in/:connection/saml/acs',
    unknown(useCases.signInBySaml),
    consumeAssertion(application, bodies),
  );
  router.get('/sign-in/:connection/oidc/callback', unknown(useCases.signInByOidc), redeemCode(application));
  const dispatch = router.routes();
  const answerErrors = signInErrors(log);
  const middleware: HttpMiddleware = (context) => {
    const signIn = context as SignInContext;
    context.res.setHeaders(pageHeaders);
    const address = signInAddress(context, publicUrl);
    if (address === undefined) return refuse(context, 421, addressUnknown);
    signIn.state.address = address;
    const unrouted = async () => refuse(context, 404, 'There is nothing at this address.');
    return answerErrors(context, () => dispatch(signIn, unrouted));
  };
  return { prefixes: ['/sign-in', '/sign-out'], errorFormat: pageErrorFormat, middleware };
}

const addressUnknown =
  'People sign in at one address only, which identity providers know. The operator sets it as ROLLCALL_PUBLIC_URL.';
