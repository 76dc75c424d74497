import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Bounds, boundedFetch } from '../bounded-fetch.ts';
import { discoveredProvider } from '../oidc/discovered-provider.ts';

const issuersMax = 1000;
/** Where an issuer's keys are changes seldom; the keys themselves are read again after ten minutes, and for a new `kid`. */
const addressMilliseconds = 3_600_000;

/** The keys that issuers publish, kept so that not every token has an issuer asked, whoever sends it. */
export class PublishedKeys {
  private readonly known: LRUCache<string, Promise<JWTVerifyGetKey>>;

  constructor(private readonly bounds: Bounds) {
    this.known = new LRUCache({ max: issuersMax, ttl: addressMilliseconds });
  }

  /** @throws DomainError `identityProviderUnreachable`, `ssoMetadataInvalid`; what it answers throws these as well. */
  of(issuer: string): Promise<JWTVerifyGetKey> {
    const known = this.known.get(issuer);
    if (known !== undefined) return known;
    const asked = this.ask(issuer);
    this.known.set(issuer, asked);
    // An issuer that could not be asked is asked again.
    asked.catch(() => this.known.delete(issuer));
    return asked;
  }

  private async ask(issuer: string): Promise<JWTVerifyGetKey> {
    const { jwks_uri } = await discoveredProvider(new URL(issuer), this.bounds);
    return createRemoteJWKSet(new URL(jwks_uri), {
      [customFetch]: async (url, { headers }) => {
        const request = { headers: Object.fromEntries(headers), redirectsMax: 3 };
        const { status, body } = await boundedFetch(url, request, this.bounds);
        return new Response(body, { status });
      },
    });
  }
}
