import assert from 'node:assert/strict';
import { createPrivateKey, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { APIRequestContext } from 'playwright-core';
import { clientId, type Installation } from './installation.ts';
import type { Person } from './realm.ts';

/**
 * Has somebody signed out as Okta does, and Keycloak does not: with the key with which Keycloak signs, which Rollcall finds
 * where Keycloak publishes it.
 *
 * @param request - what trusts the certificate in front of Rollcall.
 */
export async function signOutEverywhere(
  request: APIRequestContext,
  { email }: Person,
  { url, keycloak, signing }: Installation,
): Promise<void> {
  const endpoint = `${url}/okta/universal-logout`;
  const token = await new SignJWT({ iss: keycloak.realmUrl, sub: clientId, aud: endpoint, jti: randomUUID() })
    .setProtectedHeader({
      typ: 'global-token-revocation+jwt',
      alg: 'RS256',
      kid: await keycloak.signingKeyId(),
    })
    .setIssuedAt()
    .setExpirationTime('5 minutes')
    .sign(createPrivateKey(signing.key));
  const response = await request.post(endpoint, {
    headers: { authorization: `Bearer ${token}` },
    data: { sub_id: { format: 'email', email } },
  });
  assert.equal(response.status(), 204, await response.text());
}
