import { oktaMetadata, samlMetadataWith } from '../../support/saml-metadata.ts';
import { nobody } from './filled-account.ts';
import { type Cases, forbidden } from './journal-case.ts';

export const signInCases = {
  addSsoConnection: {
    does: (on) => on.application.addSsoConnection(on.caller, { name: 'Entra', metadataXml: oktaMetadata }),
    entries: ['SsoConnectionAdded'],
    isRefused: (on) => on.application.addSsoConnection(on.caller, { name: 'Entra', metadataXml: '<x/>' }),
    ...{ target: { type: 'connection', name: 'Entra' }, code: 'ssoMetadataInvalid' },
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
} satisfies Cases;
