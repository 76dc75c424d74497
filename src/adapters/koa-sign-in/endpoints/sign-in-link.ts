import type { Application } from '../../../application/application.ts';
import { unknownRequester } from '../../koa-http/admit-caller.ts';
import { respond } from '../pages/respond.ts';
import { signInLinkPage } from '../pages/sign-in-link-page.ts';
import { readForm } from '../read-form.ts';
import { basePathOf } from '../sign-in-address.ts';
import type { Endpoint } from '../sign-in-context.ts';
import { signedIn } from './signed-in.ts';

const formBytesMax = 1000;

/** `GET /sign-in/link`: what asks whether to use a link. Nothing is known of it: what tells links apart is in the fragment. */
export const showSignInLink: Endpoint = (context) =>
  respond(context, signInLinkPage(`${basePathOf(context.state.address)}/sign-in/link`));

/** `POST /sign-in/link`: signs an owner in by a link (`secret`), which is used up by it. */
export const followSignInLink =
  ({ useSignInLink }: Pick<Application, 'useSignInLink'>): Endpoint =>
  async (context) => {
    const entered = (await readForm(context, formBytesMax)).get('secret') ?? '';
    // Somebody without scripts may have entered the whole link.
    const secret = entered.slice(entered.lastIndexOf('#') + 1).trim();
    const browser = context.get('User-Agent');
    const begun = await useSignInLink(unknownRequester(context), { secret, browser });
    signedIn(context, { kind: 'signedIn', ...begun, returnTo: '/' });
  };
