import { replacing } from '../../../src/application/sign-in/flow/start-sign-in.ts';
import { instantOf } from '../../../src/domain/shared/instant.ts';
import { applicationOn } from '../../support/application-on.ts';
import { signedInAt } from '../../support/oidc-idp.ts';
import { openDatabase } from '../../support/open-storage.ts';
import { oktaMetadata, samlMetadataWith } from '../../support/saml-metadata.ts';
import { addOidc } from '../../support/sign-in-connections.ts';
import { type FilledAccount, nobody } from './filled-account.ts';
import { type Cases, forbidden } from './journal-case.ts';

const publicUrl = 'https://rollcall.example.com';

const unasked = ({ connection }: FilledAccount) => ({ connection, publicUrl, browser: '', response: 'PHg+' });

/** At a provider whose clock goes. */
async function signsInByOidc({ anonymous, application, caller, url }: FilledAccount): Promise<void> {
  const storage = openDatabase(url);
  const now = () => instantOf(new Date());
  const here = applicationOn(storage, { clock: { now } });
  const { id: connection, redirectUri } = await addOidc(storage.unitOfWork, caller, publicUrl);
  await application.nameOwner(caller, { userName: 'ada@example.com' });
  const { url: leads, browserSecret } = await here.beginSignIn(anonymous, { connection, publicUrl });
  const query = await signedInAt(leads, redirectUri);
  const state = new URLSearchParams(query).get('state') ?? '';
  await here.signInByOidc(anonymous, { connection, publicUrl, browser: '', browserSecret, query, state });
  await storage.storage.close();
}

export const signInCases = {
  addSsoConnection: {
    does: (on) => on.application.addSsoConnection(on.caller, { name: 'Entra', metadataXml: oktaMetadata }),
    entries: ['SsoConnectionAdded'],
    isRefused: (on) => on.application.addSsoConnection(on.caller, { name: 'Entra', metadataXml: '<x/>' }),
    ...{ target: { type: 'connection', name: 'Entra' }, code: 'ssoMetadataInvalid' },
  },
  beginSignIn: {
    does: (on) => on.application.beginSignIn(on.anonymous, { connection: on.connection, publicUrl }),
    entries: [],
    isRefused: (on) => on.application.beginSignIn(on.anonymous, { connection: nobody as never, publicUrl }),
    ...{ target: { type: 'connection', id: nobody }, code: 'connectionNotFound', isOfTheService: true },
  },
  changeSsoConnection: {
    does: ({ application, caller, connection }) => {
      const metadataXml = samlMetadataWith({ entityId: 'http://www.okta.com/exk2' });
      return application.changeSsoConnection(caller, { id: connection, metadataXml });
    },
    entries: ['SsoConnectionChanged'],
    isRefused: ({ application, caller, connection }) =>
      application.changeSsoConnection(caller, { id: connection, clientId: 'of another kind' }),
    ...{ target: { type: 'connection', name: 'Okta' }, code: 'ssoSettingsInvalid' },
  },
  listSsoConnections: {
    does: (on) => on.application.listSsoConnections(on.caller),
    entries: [],
    isRefused: (on) => on.application.listSsoConnections(on.directory),
    ...forbidden,
  },
  listWaysToSignIn: {
    does: (on) => on.application.listWaysToSignIn(on.anonymous, { account: 'Acme' }),
    entries: [],
    isRefused: (on) => on.application.listWaysToSignIn(on.anonymous, { connection: nobody as never }),
    ...{ target: undefined, code: 'connectionNotFound', isOfTheService: true },
  },
  refreshSsoMetadata: {
    // None is due.
    does: (on) => on.application.refreshSsoMetadata(on.caller),
    entries: [],
    isRefused: (on) => on.application.refreshSsoMetadata(on.directory),
    ...forbidden,
  },
  removeSsoConnection: {
    does: (on) => on.application.removeSsoConnection(on.caller, { id: on.connection }),
    entries: ['SsoConnectionRemoved'],
    isRefused: (on) => on.application.removeSsoConnection(on.caller, { id: nobody as never }),
    ...{ target: { type: 'connection', id: nobody }, code: 'connectionNotFound' },
  },
  signInByOidc: {
    does: signsInByOidc,
    entries: ['SsoConnectionAdded', 'OwnerNamed', 'SessionBegan'],
    isRefused: (on) => {
      const answer = { connection: on.connection, publicUrl, browser: '', query: '', state: '' };
      return on.application.signInByOidc(on.anonymous, answer);
    },
    ...{ target: { type: 'connection', name: 'Okta' }, code: 'connectionNotFound' },
  },
  signInBySaml: {
    // Nobody asked for the response, so that a sign-in begins in its place.
    does: (on) => on.application.signInBySaml(on.anonymous, unasked(on)),
    entries: [],
    isRefused: (on) => on.application.signInBySaml(on.anonymous, { ...unasked(on), relayState: replacing }),
    ...{ target: { type: 'connection', name: 'Okta' }, code: 'signInRefused' },
  },
  testSsoConnection: {
    does: (on) => on.application.testSsoConnection(on.caller, { id: on.connection }),
    entries: [],
    isRefused: (on) => on.application.testSsoConnection(on.caller, { metadataXml: '<x/>' }),
    ...{ target: { type: 'connection' }, code: 'ssoMetadataInvalid' },
  },
} satisfies Cases;
