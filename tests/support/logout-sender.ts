import { createPrivateKey, randomUUID } from 'node:crypto';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { madeKeyPair, samlMetadataWith } from './saml-metadata.ts';

/** An application of Okta's that signs its users out here, by claims and a header that a test may change. */
export class LogoutSender {
  /** @param application - the app instance id of SAML, or the client id of OpenID Connect. */
  constructor(
    readonly application: string = `exk${randomUUID().slice(0, 8)}`,
    readonly organisation: string = 'https://acme.okta.example',
    readonly pair = madeKeyPair(),
  ) {}

  /** Of the SAML application. @param others - with whose certificates it signs as well. */
  metadataXml(...others: readonly LogoutSender[]): string {
    const entityId = `http://www.okta.com/${this.application}`;
    const certificates = [this, ...others].map(({ pair }) => pair.certificate);
    return samlMetadataWith({ entityId, certificates });
  }

  /** The claims that Okta sends. @param at - seconds since 1970. */
  claims(audience: string, at = Date.now() / 1000): JWTPayload {
    const now = Math.floor(at);
    return {
      jti: randomUUID(),
      iss: this.organisation,
      sub: this.application,
      aud: audience,
      ...{ exp: now + 300, nbf: now - 300, iat: now },
    };
  }

  sign(claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ typ: 'global-token-revocation+jwt', alg: 'RS256', kid: 'okta', ...header })
      .sign(createPrivateKey(this.pair.privateKey));
  }
}
