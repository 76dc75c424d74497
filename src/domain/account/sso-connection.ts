import { DomainError } from '../shared/domain-error.ts';

/** Single Sign-On with Okta: `issuer` is the Okta organisation's address, such as `https://acme.okta.com`. */
export type SsoConnection = { readonly provider: 'okta'; readonly issuer: string };

const issuerCharactersMax = 1024;

/** @throws DomainError `ssoIssuerInvalid`. */
export function ssoConnection(issuer: string): SsoConnection {
  const url = issuer.length <= issuerCharactersMax ? URL.parse(issuer) : null;
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new DomainError(
      'ssoIssuerInvalid',
      `The Single Sign-On issuer must be an https address without user and password, not ${JSON.stringify(issuer.slice(0, 80))}.`,
      { attribute: 'ssoIssuer' },
    );
  }
  return { provider: 'okta', issuer: url.href.replace(/\/$/, '') };
}
