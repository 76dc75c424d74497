import { expect, test } from 'vitest';
import { noon } from '../../../support/agents.ts';
import { json } from '../../../support/identity-provider.ts';
import { oidcIdp, oidcSecret } from '../../../support/oidc-idp.ts';
import { openidClient, partiesAt, redirectUri } from '../../../support/oidc-reading.ts';
import { wrongOidcProvider } from '../../../support/wrong-oidc-provider.ts';

const tried = (...parties: Parameters<typeof partiesAt>) =>
  openidClient().tryClient(partiesAt(...parties), noon);

test('a client whose secret is right is accepted', async () => {
  const { issuer } = await oidcIdp(redirectUri);
  expect(await tried(issuer)).toEqual({ kind: 'accepted' });
});

test.each([
  ['with another secret', { clientSecret: 'a wrong secret' }],
  ['with another id', { clientId: 'nobody' }],
])('a client %s is refused, with what to change', async (_, client) => {
  const { issuer } = await oidcIdp(redirectUri);
  const outcome = await tried(issuer, client);
  expect(outcome).toMatchObject({
    kind: 'refused',
    refusal: {
      check: 'client',
      received: expect.stringMatching(/^invalid_client/),
      remedy: expect.stringContaining('the client id and the client secret'),
    },
  });
  expect(JSON.stringify(outcome)).not.toMatch(/a wrong secret/);
  expect(JSON.stringify(outcome)).not.toContain(oidcSecret);
});

test('a provider that does not answer says nothing of the client', async () => {
  const idp = await wrongOidcProvider();
  idp.answers['/token'] = json({}, 503);
  expect(await tried(idp.issuer)).toMatchObject({ kind: 'unknown', refusal: { check: 'reached' } });
  idp.answers['/token'] = json({ access_token: 'access-1', token_type: 'Bearer' });
  expect(await tried(idp.issuer)).toEqual({ kind: 'accepted' });
  idp.answers['/token'] = json('what?');
  expect(await tried(idp.issuer)).toMatchObject({ kind: 'unknown', refusal: { check: 'tokens' } });
});
