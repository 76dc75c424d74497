import { replacing } from '../../../src/application/sign-in/flow/start-sign-in.ts';
import { instantOf } from '../../../src/domain/shared/instant.ts';
import { later } from '../../support/agents.ts';
import { LogoutSender } from '../../support/logout-sender.ts';
import { signedInAt } from '../../support/oidc-idp.ts';
import { openDatabase } from '../../support/open-storage.ts';
import { oktaMetadata, samlMetadataWith } from '../../support/saml-metadata.ts';
import { addOidc } from '../../support/sign-in-connections.ts';
import { type FilledAccount, nobody } from './filled-account.ts';
import { type Cases, forbidden } from './journal-case.ts';

async function madeLink({ application, caller }: FilledAccount) {
  await application.nameOwner(caller, { userName: 'ada@example.com' });
  return application.makeSignInLink(caller, { userName: 'ADA@example.com' });
}

const audience = 'https://rollcall.example.com/okta/universal-logout';

/** A token with the claims of one application, which another signs. */
const logoutBy = async (named: LogoutSender, signer: LogoutSender) => ({
  text: await signer.sign(named.claims(audience, Date.parse(later) / 1000)),
  audience,
});

const loggedOut = (email: string) => ({
  subject: { format: 'email', email } as const,
  ...{ issuer: 'https://acme.okta.example', tokenId: 'a', endsAt: later },
});

const publicUrl = 'https://rollcall.example.com';

const unasked = ({ connection }: FilledAccount) => ({ connection, publicUrl, browser: '', response: 'PHg+' });

/** At a provider whose clock goes. */
async function signsInByOidc({
  anonymous,
  application,
  applicationOn,
  caller,
  url,
}: FilledAccount): Promise<void> {
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
  authenticateLogoutToken: {
    does: async (on) => {
      await on.application.authenticateLogoutToken(on.anonymous, await logoutBy(on.okta, on.okta));
    },
    entries: [],
    isRefused: async (on) =>
      on.application.authenticateLogoutToken(on.anonymous, await logoutBy(on.okta, new LogoutSender())),
    ...{ target: { type: 'connection', name: 'Okta' }, code: 'logoutTokenInvalid' },
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
  listSignInLinks: {
    does: (on) => on.application.listSignInLinks(on.caller),
    entries: [],
    isRefused: (on) => on.application.listSignInLinks(on.directory),
    ...forbidden,
  },
  logOutSubject: {
    does: (on) => on.application.logOutSubject(on.provider, loggedOut('ada@example.com')),
    entries: ['AgentSessionsEnded'],
    isRefused: (on) => on.application.logOutSubject(on.provider, loggedOut('eve@example.com')),
    ...{ target: { type: 'agent', name: 'eve@example.com' }, code: 'agentNotFound' },
  },
  makeSignInLink: {
    does: madeLink,
    entries: ['OwnerNamed', 'SignInLinkMade'],
    isRefused: (on) => on.application.makeSignInLink(on.caller, { userName: 'ada@example.com' }),
    ...{ target: { type: 'signInLink', name: 'ada@example.com' }, code: 'ownerNotFound' },
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
  useSignInLink: {
    does: async (on) => {
      const { secret } = await madeLink(on);
      await on.application.useSignInLink(on.anonymous, { secret, browser: 'Chromium' });
    },
    entries: ['OwnerNamed', 'SignInLinkMade', 'SignInLinkUsed', 'SessionBegan'],
    isRefused: (on) => on.application.useSignInLink(on.anonymous, { secret: 'x', browser: 'Chromium' }),
    ...{ target: undefined, code: 'signInLinkNotFound', isOfTheService: true },
  },
} satisfies Cases;
