import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { NodeSamlSignIn } from '../../../../src/adapters/identity-providers/node-saml-sign-in.ts';
import { instantPlus } from '../../../../src/domain/shared/instant.ts';
import { noon } from '../../../support/agents.ts';
import { base64, SamlIdp } from '../../../support/saml-idp.ts';
import { readSaml, singleUse } from '../../../support/saml-reading.ts';
import { addresses } from '../../../support/saml-response-xml.ts';

const idp = new SamlIdp();
const ada = { nameId: 'ada@example.com', sessionIndex: '_session-1' };
const proven = (identity: object) => ({ kind: 'proven', identity: { ...ada, ...identity } });
const minute = 60_000;

test('a response as Okta writes it proves who it is', async () => {
  expect(await readSaml(idp.provider(), idp.response())).toEqual(
    proven({ externalId: '00u1', email: 'ada@example.com' }),
  );
});

test('a response as Entra ID writes it does so once it signs the response as well', async () => {
  const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
  const entra = {
    spelling: 'entra',
    attributes: { [`${claims}/emailaddress`]: ['Ada@example.com'], [`${claims}/name`]: ['ada'] },
  } as const;
  expect(await readSaml(idp.provider(), idp.response(entra))).toEqual(proven({ email: 'Ada@example.com' }));
  const asItDoesAtFirst = idp.response(entra, { parts: ['Assertion'] });
  expect(await readSaml(idp.provider(), asItDoesAtFirst)).toMatchObject({
    refusal: { check: 'responseSignature', received: 'a response without a signature' },
  });
});

test('while the provider changes its certificate, both count', async () => {
  const next = new SamlIdp();
  const both = idp.provider(next);
  expect(both.certificates).toHaveLength(2);
  for (const signer of [idp, next]) {
    const outcome = await readSaml(both, signer.response());
    expect(outcome).toMatchObject({ kind: 'proven' });
  }
});

test.each(['rsa-sha512', 'rsa-sha256'])('a signature by %s counts', async (name) => {
  const algorithm = `http://www.w3.org/2001/04/xmldsig-more#${name}`;
  const digest = 'http://www.w3.org/2001/04/xmlenc#sha512';
  const outcome = await readSaml(idp.provider(), idp.response({}, { algorithm, digest }));
  expect(outcome).toMatchObject({ kind: 'proven' });
});

test('the end of the session is what the provider says', async () => {
  const sessionEnds = '2026-11-23T22:00:00+02:00';
  const outcome = await readSaml(idp.provider(), idp.response({ sessionEnds }));
  expect(outcome).toMatchObject({ identity: { sessionEndsAt: '2026-11-23T20:00:00.000Z' } });
});

test('clocks may differ by a minute and no more', async () => {
  const notBefore = noon;
  const notOnOrAfter = instantPlus(noon, 5 * minute);
  const read = (milliseconds: number) =>
    readSaml(idp.provider(), idp.response({ notBefore, notOnOrAfter }), {
      now: instantPlus(noon, milliseconds),
    });
  for (const [milliseconds, kind] of [
    [-minute - 1, 'refused'],
    [-minute, 'proven'],
    [6 * minute - 1, 'proven'],
    [6 * minute, 'refused'],
  ] as const)
    expect({ milliseconds, ...(await read(milliseconds)) }).toMatchObject({ milliseconds, kind });
});

test('conditions need no end, since the confirmation of the subject has one', async () => {
  const outcome = await readSaml(idp.provider(), idp.response({ notOnOrAfter: '', notBefore: '' }));
  expect(outcome).toMatchObject({ kind: 'proven' });
});

test('base64 may be broken into lines, and texts be indented and begin with a byte order mark', async () => {
  const lines = idp.response().replaceAll(/.{76}/g, '$&\r\n');
  expect(await readSaml(idp.provider(), lines)).toMatchObject({ kind: 'proven' });
  const indented = idp.xml({ nameId: `${' '.repeat(1000)}ada@example.com\n` });
  expect(await readSaml(idp.provider(), base64(`\uFEFF${indented}`))).toMatchObject({ identity: ada });
});

test('hundreds of groups among the attributes do no harm', async () => {
  const groups = Array.from({ length: 900 }, (_, index) => `Department ${index}`);
  expect(await readSaml(idp.provider(), idp.response({ attributes: { groups } }))).toEqual(proven({}));
});

test('a response that nobody asked for is told apart, whatever it says and whoever signed it', async () => {
  const unasked = { inResponseTo: undefined, subjectInResponseTo: undefined };
  for (const response of [
    idp.response(unasked),
    idp.response({ inResponseTo: undefined }),
    new SamlIdp().response(unasked, { parts: [] }),
  ])
    expect(await readSaml(idp.provider(), response)).toEqual({ kind: 'unsolicited' });
});

test('a request is used up by the response that passes, and by no other', async () => {
  const once = singleUse('_request-1');
  const read = (response: string) => readSaml(idp.provider(), response, { once });
  const forged = new SamlIdp().response();
  expect(await read(forged)).toMatchObject({ kind: 'refused' });
  expect(await read(idp.response({ audiences: ['another'] }))).toMatchObject({ kind: 'refused' });
  expect(await read(idp.response())).toMatchObject({ kind: 'proven' });
  expect(await read(idp.response())).toMatchObject({ refusal: { check: 'request' } });
});

test('an assertion is remembered until it is refused for its time', async () => {
  const remembered: string[] = [];
  const once = {
    takeRequest: async () => true,
    takeAssertion: async (id: string, until: string) => remembered.push(id, until) > 0,
  };
  await readSaml(idp.provider(), idp.response(), { once });
  expect(remembered).toEqual(['_assertion-1', instantPlus(noon, 6 * minute)]);
});

test('a request tells the provider who asks and where the answer goes, and leaves the rest to it', async () => {
  const parties = { provider: idp.provider(), addresses };
  const url = new URL(await new NodeSamlSignIn().requestUrl(parties, '_request-1', 'state-1'));
  expect(`${url.origin}${url.pathname}`).toBe('https://acme.okta.example/sso/saml');
  const { SAMLRequest = '', ...others } = Object.fromEntries(url.searchParams);
  expect(others).toEqual({ app: '1', RelayState: 'state-1' });
  const xml = inflateRawSync(Buffer.from(SAMLRequest, 'base64')).toString();
  expect(xml).toMatch(/^<\?xml version="1.0"\?><samlp:AuthnRequest /);
  for (const said of [
    'ID="_request-1"',
    `Destination="${parties.provider.ssoUrl}"`,
    `AssertionConsumerServiceURL="${addresses.acsUrl}"`,
    'ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"',
    `>${addresses.audience}</saml:Issuer>`,
  ])
    expect(xml).toContain(said);
  expect(xml).not.toMatch(/ForceAuthn|IsPassive|RequestedAuthnContext|Format=/);
});
