import { DomainError } from '../../domain/shared/domain-error.ts';
import type { SsoConnectionId, SsoConnectionState } from '../../domain/sign-in/sso-connection.ts';
import type { SamlMetadata } from '../../domain/sign-in/sso-provider.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import type { OidcMetadata } from '../ports/identity-providers.ts';
import type { OidcClientOutcome } from '../ports/oidc-sign-in.ts';
import { defineUseCase, type UseCaseContext } from '../use-case/use-case.ts';
import { findConnection } from './connections/find-connection.ts';
import { ProviderReference } from './connections/sso-settings.ts';

/** Either a connection that is there, or one way to find a provider. */
export class SsoTest extends ProviderReference {
  @Optional()
  @IsIdentifier()
  readonly id?: SsoConnectionId;
}

/** What the identity provider says of itself. */
export type SsoTestResult =
  | {
      readonly kind: 'saml';
      readonly metadata: SamlMetadata;
      /** Whether the identity provider was asked, or metadata that somebody gave were read. */
      readonly wasAsked: boolean;
    }
  | {
      readonly kind: 'oidc';
      readonly metadata: OidcMetadata;
      readonly wasAsked: true;
      /** Whether it accepts the client; absent where only the issuer is tested. */
      readonly client?: OidcClientOutcome;
    };

/**
 * Asks an identity provider what it says of itself, and saves nothing: of a connection that is there, or of one that may
 * be added. Where metadata were given as XML, they are read and nobody is asked. With OpenID Connect it is asked for its
 * keys as well, and whether it accepts the client of the connection.
 *
 * @throws DomainError `connectionNotFound`, `ssoSettingsInvalid`, `ssoMetadataInvalid`, `identityProviderUnreachable`.
 */
export const testSsoConnection = defineUseCase({
  name: 'TestSsoConnection',
  permission: 'sso:write',
  kind: 'ownTransactions',
  input: SsoTest,
  target: ({ id }) => ({ type: 'connection', id }),
  run: async (unitOfWork, caller, { id, ...settings }, context): Promise<SsoTestResult> => {
    const [only, ...others] = [id, ...Object.values(settings)].filter((given) => given !== undefined);
    if (only === undefined || others.length > 0) {
      const message = 'Give one of these to be tested: id, metadataXml, metadataUrl or issuer.';
      throw new DomainError('ssoSettingsInvalid', message);
    }
    if (id === undefined) return described(settings, context);
    const { state } = await unitOfWork.read(caller, ({ ssoConnections }) =>
      findConnection(ssoConnections, id, context.attempt),
    );
    return describedConnection(state, context);
  },
});

async function described(
  { metadataXml, metadataUrl, issuer = '' }: Omit<SsoTest, 'id'>,
  { at, identityProviders }: UseCaseContext,
): Promise<SsoTestResult> {
  if (metadataXml !== undefined) {
    const metadata = await identityProviders.readMetadata(metadataXml, at);
    return { kind: 'saml', metadata, wasAsked: false };
  }
  if (metadataUrl !== undefined) {
    const metadata = await identityProviders.fetchMetadata(metadataUrl, at);
    return { kind: 'saml', metadata, wasAsked: true };
  }
  return { kind: 'oidc', metadata: await identityProviders.discover(issuer), wasAsked: true };
}

async function describedConnection(
  state: SsoConnectionState,
  context: UseCaseContext,
): Promise<SsoTestResult> {
  const { provider } = state;
  switch (provider.kind) {
    case 'oidc': {
      const metadata = await context.identityProviders.discover(provider.issuer);
      const client = await context.oidcSignIn.tryClient({ owner: state, provider }, context.at);
      return { kind: 'oidc', metadata, wasAsked: true, client };
    }
    case 'saml': {
      const { kind, metadataUrl } = provider;
      // Of metadata that were given as a file, what is kept is all there is.
      if (metadataUrl === undefined) return { kind, metadata: provider, wasAsked: false };
      return described({ metadataUrl }, context);
    }
    case 'elsewhere':
      throw new DomainError(
        'ssoSettingsInvalid',
        `Agents sign in elsewhere with ${provider.issuer}: there is nothing to test here.`,
      );
  }
}
