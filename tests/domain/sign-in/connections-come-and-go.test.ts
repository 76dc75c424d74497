import { describe, expect, test } from 'vitest';
import { requireRoomFor } from '../../../src/domain/sign-in/account-connections.ts';
import {
  oidcProvider,
  type SealedSecret,
  samlProvider,
  signInElsewhere,
} from '../../../src/domain/sign-in/sso-provider.ts';
import { later, noon } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';
import { addedConnection, certificate, metadata, providers } from '../../support/sso-connections.ts';

describe('a connection', () => {
  test.each(Object.values(providers))('of the kind $kind is added, renamed and removed', (provider) => {
    const added = addedConnection(provider, ' Okta ');
    const target = { type: 'connection', id: added.state.state.id, name: 'Okta' };
    expect(added.events).toMatchObject([{ type: 'SsoConnectionAdded', target }]);
    expect(added.events[0]?.changes).toContainEqual({ path: 'issuer', to: provider.issuer });
    const renamed = added.state.change({ name: 'Okta 2' }, later);
    expect(renamed.state.state).toMatchObject({ name: 'Okta 2', version: 2, lastModifiedAt: later });
    expect(renamed.events).toMatchObject([
      { type: 'SsoConnectionChanged', changes: [{ path: 'name', from: 'Okta', to: 'Okta 2' }] },
    ]);
    expect(renamed.state.change({ name: 'Okta 2' }, later).events).toEqual([]);
    expect(renamed.state.remove(later)).toMatchObject({
      removes: true,
      events: [{ type: 'SsoConnectionRemoved' }],
    });
  });

  test('tells of another secret that there is one, and neither of them', () => {
    const clientSecret = 'also sealed' as SealedSecret;
    const { kind, ...settings } = providers.oidc;
    const provider = oidcProvider({ ...settings, clientSecret, clientSecretSetAt: later });
    const { events } = addedConnection(providers.oidc).state.change({ provider }, later);
    expect(events[0]?.changes).toEqual([{ path: 'clientSecretSetAt', from: noon, to: later }]);
    expect(JSON.stringify([addedConnection(providers.oidc).events, events])).not.toContain('sealed');
  });

  test('stays of its kind', () => {
    const refusal = refusalOf(() => addedConnection().state.change({ provider: providers.oidc }, later));
    expect(refusal).toMatchObject({
      code: 'ssoSettingsInvalid',
      message:
        'The connection "Okta" is of the kind "saml", and these are settings for "oidc". Add another connection for them.',
    });
  });

  test.each(['', '  ', 'x'.repeat(101)])('cannot be named %j', (name) => {
    expect(refusalOf(() => addedConnection(providers.saml, name)).code).toBe('ssoNameInvalid');
  });

  test('may have a name of 100 characters', () => {
    expect(addedConnection(providers.saml, 'x'.repeat(100)).state.state.name).toHaveLength(100);
  });
});

describe('an account', () => {
  test('has connections of different names, letter case aside', () => {
    const { state: okta } = addedConnection();
    expect(() => requireRoomFor(okta, [okta])).not.toThrow();
    expect(() => requireRoomFor(addedConnection(providers.oidc, 'Okta 2').state, [okta])).not.toThrow();
    const refusal = refusalOf(() => requireRoomFor(addedConnection(providers.oidc, 'OKTA').state, [okta]));
    expect(refusal).toMatchObject({ code: 'ssoNameTaken', details: { id: okta.state.id } });
  });

  test('has 20 connections at most', () => {
    const many = Array.from({ length: 20 }, (_, index) => addedConnection(providers.saml, `${index}`).state);
    const more = addedConnection(providers.saml, 'one more').state;
    expect(() => requireRoomFor(more, many.slice(1))).not.toThrow();
    expect(refusalOf(() => requireRoomFor(more, many)).code).toBe('attributeTooLarge');
    // Those that are there can still be renamed.
    expect(() => requireRoomFor(many[0] ?? more, many)).not.toThrow();
  });
});

describe('an address', () => {
  test.each([
    'https://acme.okta.example/app/exk1?x=1',
    'https://10.0.0.7:8443/realms/acme',
    'http://localhost:8080/realms/acme',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
  ])('%s may be that of an identity provider', (ssoUrl) => {
    expect(samlProvider(metadata({ ssoUrl }), ssoUrl)).toMatchObject({ ssoUrl, metadataUrl: ssoUrl });
  });

  test.each([
    '',
    'acme',
    'http://acme.okta.example',
    'http://127.0.0.1.acme.example',
    'http://localhost.acme.example',
    'https://user:pw@acme.okta.example',
    'https://:pw@acme.okta.example',
    'https://acme.okta.example/#here',
    'javascript:alert(1)',
    'file:///etc/passwd',
    `https://acme.okta.example/${'x'.repeat(1024)}`,
  ])('%s may not', (url) => {
    const { clientId, clientSecret, clientSecretSetAt } = providers.oidc;
    const secret = { clientId, clientSecret, clientSecretSetAt };
    for (const [work, attribute] of [
      [() => samlProvider(metadata({ ssoUrl: url })), 'ssoUrl'],
      [() => samlProvider(metadata(), url), 'metadataUrl'],
      [() => oidcProvider({ issuer: url, ...secret }), 'issuer'],
    ] as const) {
      expect(refusalOf(work)).toMatchObject({ code: 'ssoSettingsInvalid', details: { attribute } });
    }
  });

  test.each([
    '',
    'acme',
    'http://acme.okta.example',
    'http://localhost',
    'https://user:pw@acme.okta.example',
    'javascript:alert(1)',
  ])('%j is no issuer of a sign-in elsewhere', (issuer) => {
    expect(refusalOf(() => signInElsewhere(issuer)).code).toBe('ssoIssuerInvalid');
  });

  test('of an issuer elsewhere is kept without a slash at its end', () => {
    const provider = { kind: 'elsewhere', issuer: 'https://acme.okta.example' };
    expect(signInElsewhere('https://acme.okta.example/')).toEqual(provider);
  });
});

describe('settings', () => {
  test.each(['', ' ', 'x'.repeat(1025)])('have no entity id %j', (issuer) => {
    expect(refusalOf(() => samlProvider(metadata({ issuer }))).code).toBe('ssoMetadataInvalid');
  });

  test.each([0, 11])('have no %d certificates', (count) => {
    const certificates = Array.from({ length: count }, (_, index) => certificate(`${index}`));
    expect(refusalOf(() => samlProvider(metadata({ certificates }))).code).toBe('ssoMetadataInvalid');
  });

  test('have 10 certificates at most', () => {
    const certificates = Array.from({ length: 10 }, (_, index) => certificate(`${index}`));
    expect(samlProvider(metadata({ certificates })).certificates).toHaveLength(10);
  });

  test.each(['', '  ', 'x'.repeat(1025)])('have no client id %j', (clientId) => {
    const { kind, ...settings } = providers.oidc;
    const refusal = refusalOf(() => oidcProvider({ ...settings, clientId }));
    expect(refusal).toMatchObject({ code: 'ssoSettingsInvalid', details: { attribute: 'clientId' } });
  });
});
