import type { Application } from '../../../application/application.ts';
import { sessionId } from '../../../domain/session/session.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { sessionCookie } from '../../koa-http/private-cookie.ts';
import { ownSessionsPage } from '../pages/own-sessions-page.ts';
import { redirect, respond } from '../pages/respond.ts';
import { readForm } from '../read-form.ts';
import { basePathOf } from '../sign-in-address.ts';
import type { Endpoint, SignInContext } from '../sign-in-context.ts';

const formBytesMax = 1000;

/** Has whoever is not signed in do so first. */
export const orSignIn =
  (authenticated: Endpoint): Endpoint =>
  async (context, next) => {
    const { address } = context.state;
    if (sessionCookie.read(context, address) === undefined) return redirect(context, `${address}/sign-in`);
    try {
      await authenticated(context, next);
    } catch (error) {
      const isOver =
        error instanceof DomainError && ['sessionUnknown', 'sessionExpired'].includes(error.code);
      if (!isOver) throw error;
      sessionCookie.clear(context, address);
      redirect(context, `${address}/sign-in`);
    }
  };

/** `GET /sign-out`: who is signed in, and where. */
export const showOwnSessions =
  ({ readAccount, listOwnSessions }: Pick<Application, 'readAccount' | 'listOwnSessions'>): Endpoint =>
  async (context) => {
    const { name, role, session } = personOf(context);
    const { caller, address } = context.state;
    const [account, sessions] = await Promise.all([readAccount(caller), listOwnSessions(caller)]);
    const base = basePathOf(address);
    respond(context, ownSessionsPage({ name, role, session, account, sessions, base }));
  };

/** `POST /sign-out`: ends the session that asks, or another one of the same person (`session`). */
export const signOut =
  ({ endOwnSession }: Pick<Application, 'endOwnSession'>): Endpoint =>
  async (context) => {
    const { caller, address } = context.state;
    const { session } = personOf(context);
    const form = await readForm(context, formBytesMax);
    const id = sessionId(form.get('session') ?? session);
    try {
      await endOwnSession(caller, { id });
    } catch (error) {
      // It ended by itself.
      if (!(error instanceof DomainError && error.code === 'sessionNotFound')) throw error;
    }
    if (id !== session) return redirect(context, `${address}/sign-out`);
    sessionCookie.clear(context, address);
    redirect(context, `${address}/sign-in?signed-out`);
  };

/** @throws Error where it is no person with a session who was authenticated, which cannot be. */
function personOf({ state: { caller } }: SignInContext) {
  const { principal } = caller;
  if (principal.kind !== 'person' || principal.session === undefined)
    throw new Error(`A ${principal.kind} is not signed in.`);
  return { ...principal, session: principal.session };
}
