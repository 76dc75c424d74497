import { LRUCache } from 'lru-cache';
import {
  clientNotAccepted,
  type OidcClient,
  type OidcClientOutcome,
  type OidcOutcome,
  type OidcParties,
  type OidcRefused,
  type OidcRequest,
  type OidcRequestOutcome,
  type OidcSignIn,
} from '../../application/ports/oidc-sign-in.ts';
import type { SecretSeal } from '../../application/ports/secret-seal.ts';
import { DomainError, type DomainErrorCode } from '../../domain/shared/domain-error.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { type OidcCheck, oidcRefusal } from '../../domain/sign-in/oidc-checks.ts';
import type { OidcProvider } from '../../domain/sign-in/sso-provider.ts';
import type { Bounds } from './bounded-fetch.ts';
import { authorizationResponse } from './oidc/authorization-response.ts';
import type { SigningInClient } from './oidc/client-configurations.ts';
import type { DiscoveredProvider } from './oidc/discovered-provider.ts';
import { OidcFailure } from './oidc/oidc-failure.ts';

/** Metadata and keys of providers have some ten thousand bytes, and tokens a few thousand. */
const signInBounds: Bounds = { milliseconds: 10_000, bytes: 262_144 };
const providersRemembered = 100;
const rememberedMilliseconds = 300_000;

/**
 * OpenID Connect by `openid-client`, which is loaded when somebody signs in for the first time. What a provider publishes of
 * itself is remembered for minutes. Its keys are read at each sign-in, so that one that it takes back counts no longer.
 */
export class OpenidClientSignIn implements OidcSignIn {
  private readonly discovered = new LRUCache<string, DiscoveredProvider>({
    max: providersRemembered,
    ttl: rememberedMilliseconds,
  });

  constructor(
    private readonly seal: SecretSeal,
    private readonly bounds = signInBounds,
  ) {}

  requestUrl(parties: OidcParties, request: OidcRequest): Promise<OidcRequestOutcome> {
    return refusedOr(async () => {
      const { requestUrl } = await import('./oidc/request-url.ts');
      const server = await this.discover(parties.provider);
      return { kind: 'redirect', url: await requestUrl(server, parties, request) };
    });
  }

  readCallback(
    parties: OidcParties,
    query: string,
    request: OidcRequest,
    now: Instant,
  ): Promise<OidcOutcome> {
    return refusedOr(async () => {
      // Looked at before anybody is asked anything.
      const response = authorizationResponse(query, request.state);
      const { codeFlowIdentity } = await import('./oidc/code-flow-identity.ts');
      const client = await this.clientOf(parties, now);
      const { redirectUri } = parties.addresses;
      return { kind: 'proven', identity: await codeFlowIdentity(client, response, redirectUri, request) };
    });
  }

  async tryClient(client: OidcClient, now: Instant): Promise<OidcClientOutcome> {
    const outcome = await refusedOr(async () => {
      const { tryClient } = await import('./oidc/try-client.ts');
      await tryClient(await this.clientOf(client, now));
      return { kind: 'accepted' } as const;
    });
    return outcome.kind === 'refused' ? clientNotAccepted(outcome.refusal) : outcome;
  }

  private async clientOf({ owner, provider }: OidcClient, now: Instant): Promise<SigningInClient> {
    const secret = this.seal.open(provider.clientSecret, owner);
    return { server: await this.discover(provider), provider, secret, now, bounds: this.bounds };
  }

  private async discover({ issuer }: OidcProvider): Promise<DiscoveredProvider> {
    const known = this.discovered.get(issuer);
    if (known !== undefined) return known;
    const { discoveredProvider } = await import('./oidc/discovered-provider.ts');
    const server = await discoveredProvider(new URL(issuer), this.bounds);
    this.discovered.set(issuer, server);
    return server;
  }
}

/** Errors of what this adapter shares with the set-up of connections, as checks of a sign-in. */
const checksOfErrors: Partial<Record<DomainErrorCode, readonly [OidcCheck, expected: string]>> = {
  identityProviderUnreachable: ['reached', 'an identity provider that answers'],
  ssoMetadataInvalid: ['metadata', 'a description of the identity provider, at its issuer'],
  secretUnreadable: ['client', 'a client secret that can be decrypted'],
};

async function refusedOr<Outcome>(outcome: () => Promise<Outcome>): Promise<Outcome | OidcRefused> {
  try {
    return await outcome();
  } catch (error) {
    if (error instanceof OidcFailure) return { kind: 'refused', refusal: error.refusal };
    const failed = error instanceof DomainError ? checksOfErrors[error.code] : undefined;
    if (!(error instanceof DomainError) || failed === undefined) throw error;
    return { kind: 'refused', refusal: oidcRefusal(...failed, error.message) };
  }
}
