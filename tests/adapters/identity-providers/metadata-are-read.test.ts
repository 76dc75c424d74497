import { describe, expect, test } from 'vitest';
import { WebIdentityProviders } from '../../../src/adapters/identity-providers/web-identity-providers.ts';
import { samlProvider } from '../../../src/domain/sign-in/sso-provider.ts';
import { noon } from '../../support/agents.ts';
import { madeCertificate, oktaMetadata, samlMetadataWith } from '../../support/saml-metadata.ts';

const read = (xml: string) => new WebIdentityProviders().readMetadata(xml, noon);
const open = '<md:EntityDescriptor';
const entity = oktaMetadata.slice(oktaMetadata.indexOf(open));
const group = (...entities: readonly string[]) =>
  `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${entities.join('')}</EntitiesDescriptor>`;
const servicesOnly = entity
  .replaceAll('IDPSSODescriptor', 'SPSSODescriptor')
  .replaceAll(/<md:SingleSignOnService[^>]*>/g, '');

describe('metadata', () => {
  test('of an application of Okta are read', async () => {
    const metadata = await read(oktaMetadata);
    expect(metadata).toEqual({
      issuer: 'http://www.okta.com/exk1fcia6d6EMsf331d8',
      ssoUrl: 'https://acme.okta.example/app/acme_rollcall_1/exk1fcia6d6EMsf331d8/sso/saml',
      certificates: [
        {
          der: expect.stringMatching(/^MII[A-Za-z0-9+/]+=*$/),
          fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
          subject: 'C=US, ST=California, O=Okta, OU=SSOProvider, CN=acme',
          notAfter: expect.stringMatching(/^21\d\d-.*\.000Z$/),
        },
      ],
    });
    expect(samlProvider(metadata)).toMatchObject({ kind: 'saml' });
  });

  test('may have several signing certificates, each of which counts once, and others that are left out', async () => {
    const [one, other, elliptic] = [
      madeCertificate(),
      madeCertificate(),
      madeCertificate(['ec', 'ec_paramgen_curve:P-256']),
    ];
    const pem = `\n-----BEGIN CERTIFICATE-----\n${one}\n-----END CERTIFICATE-----\n`;
    const xml = samlMetadataWith({ certificates: [one, pem, elliptic, other] });
    expect((await read(xml)).certificates).toMatchObject([{ der: one }, { der: other }]);
    const encryption = xml.replace('use="signing"', 'use="encryption"');
    expect((await read(encryption)).certificates).toHaveLength(2);
    expect((await read(xml.replaceAll(' use="signing"', ''))).certificates).toHaveLength(2);
  });

  test('may begin with a byte order mark, a comment or blanks', async () => {
    const { issuer } = await read(oktaMetadata);
    const bare = oktaMetadata.slice(oktaMetadata.indexOf(open));
    for (const begun of [`\uFEFF${oktaMetadata}`, `<!-- Okta -->${bare}`, `\n  ${bare}`])
      expect(await read(begun)).toMatchObject({ issuer });
  });

  test('may come in a group in which they are the only ones of an identity provider', async () => {
    const { issuer } = await read(oktaMetadata);
    expect(await read(group(servicesOnly, entity))).toMatchObject({ issuer });
  });

  test('are taken before the time is over that they are valid', async () => {
    const until = (time: string) => samlMetadataWith({ attributes: `validUntil="${time}"` });
    await expect(read(until('2026-11-23T12:00:01Z'))).resolves.toBeDefined();
    await expect(read(until('2026-11-23T12:00:00Z'))).rejects.toMatchObject({
      code: 'ssoMetadataInvalid',
      message: expect.stringContaining('were valid until 2026-11-23T12:00:00Z'),
    });
  });
});

const entity20 = Array.from(
  { length: 20 },
  (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
).join('');
const bomb = `<!DOCTYPE x [<!ENTITY l0 "lol">${entity20}]>`;
const signed = (xml: string) => xml.replace('<md:NameIDFormat>', '<x>&l20;</x><md:NameIDFormat>');

describe('metadata are refused, and it is said why, where', () => {
  test.each<[string, string, RegExp]>([
    ['there is nothing', '', /no well-formed XML/],
    ['it is a page', '<html><body>Sign in</body></html>', /begins with "html"/],
    ['it is no XML', '{"issuer":"x"}', /no well-formed XML/],
    ['it is cut off', oktaMetadata.slice(0, -40), /no well-formed XML/],
    [
      'the root is of another namespace',
      oktaMetadata.replace('SAML:2.0:metadata', 'x'),
      /no SAML 2.0 metadata/,
    ],
    ['the root is another', group(entity).replaceAll('EntitiesDescriptor', 'Others'), /begins with "Others"/],
    ['they are of a service provider', servicesOnly, /no SAML 2.0 identity provider/],
    [
      'they are of SAML 1.1',
      oktaMetadata.replace('SAML:2.0:protocol', 'SAML:1.1:protocol'),
      /no SAML 2.0 identity/,
    ],
    ['several providers are in them', group(entity, entity), /describe 2 identity providers/],
    ['a group has none', group(), /no SAML 2.0 identity provider/],
    ['there is a DOCTYPE', oktaMetadata.replace('?>', '?><!DOCTYPE x>'), /DOCTYPE/],
    ['there is one in small letters', oktaMetadata.replace('?>', '?><!doctype x>'), /DOCTYPE/],
    ['entities laugh a billion times', signed(oktaMetadata.replace('?>', `?>${bomb}`)), /DOCTYPE/],
    [
      'an entity names a file',
      oktaMetadata.replace('?>', '?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
      /DOCTYPE/,
    ],
    ['an entity is not known', oktaMetadata.replace('</ds:X509', '&unknown;</ds:X509'), /no well-formed XML/],
    ['there is a megabyte of whitespace', oktaMetadata.replace('?>', `?>${' '.repeat(1024 ** 2)}`), /bytes/],
    [
      'elements are in elements without end',
      oktaMetadata.replace('?>', `?>${'<b xmlns:x="urn:x">'.repeat(20_000)}`),
      /more elements/,
    ],
    ['there is no certificate', samlMetadataWith({ certificates: [] }), /no signing certificate/],
    ['a certificate is none', samlMetadataWith({ certificates: ['MIIB'] }), /cannot be read/],
    ['a certificate is no base64', samlMetadataWith({ certificates: ['<x/>'] }), /cannot be read/],
    ['a certificate is endless', samlMetadataWith({ certificates: ['A'.repeat(20_001)] }), /cannot be read/],
    [
      'there is no address to sign in at',
      oktaMetadata.replace('bindings:HTTP-Redirect', 'bindings:SOAP'),
      /by HTTP-Redirect/,
    ],
  ])('%s', async (_, xml, why) => {
    await expect(read(xml)).rejects.toMatchObject({
      code: 'ssoMetadataInvalid',
      message: expect.stringMatching(why),
    });
  });

  test.each<[string, readonly string[], RegExp]>([
    ['elliptic curves', ['ec', 'ec_paramgen_curve:P-256'], /RSA key.*have EC\./],
    ['Edwards curves', ['ed25519'], /have ED25519\./],
    ['RSA of 1024 bits', ['rsa:1024'], /have RSA of 1024 bits\./],
  ])('the key is of %s', async (_, key, why) => {
    const xml = samlMetadataWith({ certificates: [madeCertificate(key)] });
    await expect(read(xml)).rejects.toMatchObject({
      code: 'ssoMetadataInvalid',
      message: expect.stringMatching(why),
    });
  });

  test('they have as many bytes as are read, and one more', async () => {
    const filled = (bytes: number) => oktaMetadata + ' '.repeat(bytes - Buffer.byteLength(oktaMetadata));
    await expect(read(filled(1_048_576))).resolves.toBeDefined();
    await expect(read(filled(1_048_577))).rejects.toThrow('more than 1048576 bytes');
  });
});
