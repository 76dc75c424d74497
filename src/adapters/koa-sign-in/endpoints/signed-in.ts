import type { SignedIn } from '../../../application/sign-in/flow/sign-in-answer.ts';
import { sessionCookie } from '../../koa-http/private-cookie.ts';
import { redirect } from '../pages/respond.ts';
import type { SignInContext } from '../sign-in-context.ts';

/** Has the browser hold the session, and leads where the person wanted to go. */
export function signedIn(context: SignInContext, { session, secret, returnTo }: SignedIn): void {
  const { state } = context;
  const { id, accountId } = session.state;
  state.accountId = accountId;
  state.sessionId = id;
  sessionCookie.write(context, state.address, secret);
  redirect(context, state.address + returnTo);
}
