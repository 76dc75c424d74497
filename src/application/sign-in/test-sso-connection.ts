import { DomainError } from '../../domain/shared/domain-error.ts';
import {
  type SsoConnectionId,
  type SsoConnectionState,
  ssoConnectionId,
} from '../../domain/sign-in/sso-connection.ts';
import type { SamlMetadata } from '../../domain/sign-in/sso-provider.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase, type UseCaseContext } from '../use-case/use-case.ts';
import { findConnection } from './connections/find-connection.ts';
import { type ProviderReference, SsoSettings } from './connections/sso-settings.ts';
import { type ClientDraft, type OidcTestResult, testClient } from './connections/test-client.ts';

/**
 * Either a connection that is there, or one way to find a provider. Of OpenID Connect the client that a connection is to have
 * may be given as well, and with an `id` what is to take the place of what is stored.
 */
export class SsoTest extends SsoSettings {
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
  | OidcTestResult;

/**
 * Asks an identity provider what it says of itself, and saves nothing: of a connection that is there, or of one that may
 * be added or changed. Where metadata were given as XML, they are read and nobody is asked. With OpenID Connect it is asked
 * for its keys as well, and whether it accepts the client; a stored secret is sent to nobody but whom it is stored for.
 *
 * @throws DomainError `connectionNotFound`, `ssoSettingsInvalid`, `ssoMetadataInvalid`, `identityProviderUnreachable`,
 * `secretKeyMissing`.
 */
export const testSsoConnection = defineUseCase({
  name: 'TestSsoConnection',
  permission: 'sso:write',
  kind: 'ownTransactions',
  input: SsoTest,
  target: ({ id }) => ({ type: 'connection', id }),
  run: async (unitOfWork, caller, { id, ...settings }, context): Promise<SsoTestResult> => {
    const { metadataXml, metadataUrl, issuer, clientId, clientSecret } = settings;
    const hasClient = clientId !== undefined || clientSecret !== undefined;
    const isOfClient = id !== undefined || issuer !== undefined || hasClient;
    if ([metadataXml !== undefined, metadataUrl !== undefined, isOfClient].filter(Boolean).length !== 1) {
      const message = 'Give one of these to be tested: id, metadataXml, metadataUrl or issuer.';
      throw new DomainError('ssoSettingsInvalid', message);
    }
    const draft = { issuer, clientId, clientSecret };
    if (id !== undefined) {
      const connection = await unitOfWork.read(caller, ({ ssoConnections }) =>
        findConnection(ssoConnections, id, context.attempt),
      );
      if (issuer !== undefined || hasClient) connection.requireKind('oidc');
      return describedConnection(connection.state, draft, context);
    }
    if (!hasClient) return described(settings, context);
    const owner = { accountId: caller.accountId, id: ssoConnectionId(context.identifiers.next()) };
    return testClient(draft, owner, undefined, context);
  },
});

async function described(
  { metadataXml, metadataUrl, issuer = '' }: ProviderReference,
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
  draft: ClientDraft,
  context: UseCaseContext,
): Promise<SsoTestResult> {
  const { provider } = state;
  switch (provider.kind) {
    case 'oidc':
      return testClient(draft, state, provider, context);
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
