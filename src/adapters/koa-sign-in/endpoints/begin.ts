import type { Application } from '../../../application/application.ts';
import type { StartedSignIn } from '../../../application/sign-in/flow/start-sign-in.ts';
import { signInSecondsMax } from '../../../domain/sign-in/sign-in-under-way.ts';
import { unknownRequester } from '../../koa-http/admit-caller.ts';
import { redirect } from '../pages/respond.ts';
import { connectionIn, type Endpoint, type SignInContext, signInCookie } from '../sign-in-context.ts';

/** `GET /sign-in/{connection}`: to the identity provider. An application's own link may lead here (`initiate_login_uri`). */
export const begin =
  ({ beginSignIn }: Pick<Application, 'beginSignIn'>): Endpoint =>
  async (context) => {
    const { address } = context.state;
    const started = await beginSignIn(unknownRequester(context), {
      connection: connectionIn(context),
      publicUrl: address,
      browserSecret: signInCookie.read(context, address),
      returnTo: new URLSearchParams(context.querystring).get('return') ?? undefined,
    });
    rememberSignIn(context, started);
    redirect(context, started.url);
  };

/** Has the browser hold what it is to bring back. */
export const rememberSignIn = (context: SignInContext, { browserSecret }: StartedSignIn): void =>
  signInCookie.write(context, context.state.address, browserSecret, signInSecondsMax);
