import type { Application } from '../../../application/application.ts';
import { connectionAddresses } from '../../../domain/sign-in/connection-addresses.ts';
import { unknownRequester } from '../../koa-http/admit-caller.ts';
import type { BodiesInFlight } from '../../koa-http/bodies-in-flight.ts';
import { refuse } from '../../koa-http/surface.ts';
import { goOnPage, sendAgainPage } from '../pages/passing-pages.ts';
import { respond } from '../pages/respond.ts';
import { readForm } from '../read-form.ts';
import { basePathOf } from '../sign-in-address.ts';
import { connectionIn, type Endpoint, signInCookie } from '../sign-in-context.ts';
import { rememberSignIn } from './begin.ts';
import { serviceMetadata } from './service-metadata.ts';
import { signedIn } from './signed-in.ts';

/** Of a form: what a response has at most, in base64 and escaped. */
export const formBytesMax = 450_000;
/** SAML 2.0 Bindings section 3.4.3. */
const relayStateCharactersMax = 80;
const base64 = /^[A-Za-z0-9+/=\s]+$/;

/** `POST /sign-in/{connection}/saml/acs`: back from the identity provider (SAML 2.0 Bindings section 3.5). */
export const consumeAssertion =
  ({ signInBySaml }: Pick<Application, 'signInBySaml'>, bodies: BodiesInFlight): Endpoint =>
  async (context) => {
    const { address } = context.state;
    await bodies.admit(context, formBytesMax);
    const form = await readForm(context, formBytesMax);
    const response = form.get('SAMLResponse') ?? '';
    const relayState = (form.get('RelayState') ?? '').slice(0, relayStateCharactersMax);
    const browserSecret = signInCookie.read(context, address);
    const isSentAgain = form.has('again');
    if (browserSecret === undefined && !isSentAgain && base64.test(response)) {
      const fields = { SAMLResponse: response, RelayState: relayState, again: '1' };
      respond(context, sendAgainPage(basePathOf(address) + context.path, fields));
      return;
    }
    const outcome = await signInBySaml(unknownRequester(context), {
      connection: connectionIn(context),
      publicUrl: address,
      ...{ browserSecret, response, relayState },
      browser: context.get('User-Agent'),
    });
    if (outcome.kind === 'signedIn') return signedIn(context, outcome);
    rememberSignIn(context, outcome);
    respond(context, goOnPage(outcome.url));
  };

/** `GET /sign-in/{connection}/saml`: what an identity provider is told of this service, at the address that is its entity id. */
export const describeService =
  ({ listWaysToSignIn }: Pick<Application, 'listWaysToSignIn'>): Endpoint =>
  async (context) => {
    const connection = connectionIn(context);
    const [ways] = await listWaysToSignIn(unknownRequester(context), { connection });
    const addresses = ways?.connections.map(({ state }) =>
      connectionAddresses(state, context.state.address),
    )[0];
    if (addresses?.kind !== 'saml')
      return refuse(context, 404, 'There is no connection by SAML at this address.');
    context.res.setHeader('Content-Type', 'application/samlmetadata+xml; charset=utf-8');
    context.body = serviceMetadata(addresses);
  };
