import type { LogoutProof, LogoutTokens } from '../../application/ports/logout-tokens.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { LogoutSender } from '../../domain/sign-in/logout-key.ts';
import type { OidcProvider, SamlProvider } from '../../domain/sign-in/sso-provider.ts';
import { usualBounds } from './bounded-fetch.ts';
import type { PublishedKeys } from './logout/published-keys.ts';

/** Logout tokens, verified by `jose`. It is loaded when the first one comes. */
export class JoseLogoutTokens implements LogoutTokens {
  private publishedKeys: PublishedKeys | undefined;

  constructor(private readonly bounds = usualBounds) {}

  async senderOf(text: string): Promise<LogoutSender> {
    const { senderOf } = await import('./logout/logout-token.ts');
    return senderOf(text);
  }

  async verify(
    text: string,
    provider: SamlProvider | OidcProvider,
    audience: string,
    now: Instant,
  ): Promise<LogoutProof> {
    const { keysOfCertificates, verifiedToken } = await import('./logout/logout-token.ts');
    const { PublishedKeys } = await import('./logout/published-keys.ts');
    this.publishedKeys ??= new PublishedKeys(this.bounds);
    const keys =
      provider.kind === 'saml'
        ? keysOfCertificates(provider.certificates)
        : [await this.publishedKeys.of(provider.issuer)];
    return verifiedToken(text, keys, provider, audience, now);
  }
}
