import { later } from '../../support/agents.ts';
import { LogoutSender } from '../../support/logout-sender.ts';
import { oktaMetadata, samlMetadataWith } from '../../support/saml-metadata.ts';
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
