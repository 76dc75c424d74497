import type { OidcProvider, SamlProvider, SsoProvider } from './sso-provider.ts';

/** As whom a logout token says that it comes: the organisation's address, and what it calls this service there. */
export interface LogoutSender {
  readonly issuer: string;
  readonly subject: string;
}

const charactersMax = 255;

/** Of a SAML application at Okta; the app instance id follows. */
const entityIdStart = 'http://www.okta.com/';

const keyOf = (...parts: readonly string[]): string => parts.join(' ').slice(0, charactersMax).toWellFormed();

/**
 * By what connections are found that a logout token may be about; several may have the same, and only a signature tells
 * whose it is. Absent where nobody signs in here.
 */
export function logoutKeyOf(provider: SsoProvider): string | undefined {
  switch (provider.kind) {
    case 'saml':
      return keyOf(provider.issuer);
    case 'oidc':
      return keyOf(provider.issuer, provider.clientId);
    case 'elsewhere':
      return undefined;
  }
}

/** The keys that the sender's connection may have. */
export const logoutKeysOf = ({ issuer, subject }: LogoutSender): readonly string[] => [
  keyOf(issuer, subject),
  keyOf(entityIdStart + subject),
];

/** What Okta calls this service: the client id of an OpenID Connect application, the app instance id of a SAML application. */
export const logoutSubjectOf = (provider: SamlProvider | OidcProvider): string =>
  provider.kind === 'oidc' ? provider.clientId : provider.issuer.replace(entityIdStart, '');
