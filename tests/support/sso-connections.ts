import { randomUUID } from 'node:crypto';
import type { AccountId } from '../../src/domain/shared/identifiers.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';
import type { SigningCertificate } from '../../src/domain/sign-in/signing-certificate.ts';
import {
  SsoConnection,
  type SsoConnectionChange,
  ssoConnectionId,
} from '../../src/domain/sign-in/sso-connection.ts';
import {
  oidcProvider,
  type SamlMetadata,
  type SealedSecret,
  type SsoProvider,
  samlProvider,
  signInElsewhere,
} from '../../src/domain/sign-in/sso-provider.ts';
import { acme, noon } from './agents.ts';

/** A certificate as the domain knows it, told from others by its fingerprint. */
export const certificate = (
  fingerprint = 'aa',
  notAfter = '2036-01-01T00:00:00.000Z',
): SigningCertificate => ({
  der: 'MIIB',
  fingerprint,
  subject: 'CN=acme',
  notAfter: instantOf(new Date(notAfter)),
});

export const metadata = (fields: Partial<SamlMetadata> = {}): SamlMetadata => ({
  issuer: 'http://www.okta.com/exk1',
  ssoUrl: 'https://acme.okta.example/app/rollcall/exk1/sso/saml',
  certificates: [certificate()],
  ...fields,
});

/** One provider of each kind. */
export const providers = {
  saml: samlProvider(metadata(), 'https://acme.okta.example/app/exk1/sso/saml/metadata'),
  oidc: oidcProvider({
    issuer: 'https://acme.okta.example',
    clientId: '0oa1',
    clientSecret: 'sealed' as SealedSecret,
    clientSecretSetAt: noon,
  }),
  elsewhere: signInElsewhere('https://acme.okta.example'),
} as const satisfies Record<SsoProvider['kind'], SsoProvider>;

/** A connection that was added, with only what matters said. */
export const addedConnection = (
  provider: SsoProvider = providers.saml,
  name = 'Okta',
  accountId: AccountId = acme,
): SsoConnectionChange => SsoConnection.add(ssoConnectionId(randomUUID()), accountId, name, provider, noon);
