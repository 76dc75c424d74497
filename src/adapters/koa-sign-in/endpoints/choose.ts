import type { Application } from '../../../application/application.ts';
import { returnPath } from '../../../domain/sign-in/return-path.ts';
import { unknownRequester } from '../../koa-http/admit-caller.ts';
import { choicePage } from '../pages/choice-page.ts';
import { respond } from '../pages/respond.ts';
import { basePathOf } from '../sign-in-address.ts';
import type { Endpoint } from '../sign-in-context.ts';

/** `GET /sign-in`: by what to sign in. */
export const choose =
  ({ listWaysToSignIn }: Pick<Application, 'listWaysToSignIn'>): Endpoint =>
  async (context) => {
    const query = new URLSearchParams(context.querystring);
    const account = query.get('account')?.trim() || undefined;
    const ways = await listWaysToSignIn(unknownRequester(context), { account });
    const page = choicePage({
      ...{ ways, account, base: basePathOf(context.state.address) },
      returnTo: returnPath(query.get('return') ?? undefined),
      signedOut: query.has('signed-out'),
    });
    respond(context, page);
  };
