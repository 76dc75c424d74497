import type { Application } from '../../../application/application.ts';
import { unknownRequester } from '../../koa-http/admit-caller.ts';
import { connectionIn, type Endpoint, signInCookie } from '../sign-in-context.ts';
import { signedIn } from './signed-in.ts';

/** `GET /sign-in/{connection}/oidc/callback`: back from the identity provider (RFC 6749 section 4.1.2). */
export const redeemCode =
  ({ signInByOidc }: Pick<Application, 'signInByOidc'>): Endpoint =>
  async (context) => {
    const { address } = context.state;
    const { querystring: query } = context;
    const outcome = await signInByOidc(unknownRequester(context), {
      connection: connectionIn(context),
      publicUrl: address,
      browserSecret: signInCookie.read(context, address),
      browser: context.get('User-Agent'),
      query,
      state: new URLSearchParams(query).get('state') ?? '',
    });
    signedIn(context, outcome);
  };
