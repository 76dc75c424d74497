import type { JWK } from 'openid-client';
import { type Bounds, boundedFetch, unreachable } from '../bounded-fetch.ts';
import { metadataInvalid } from '../metadata-invalid.ts';

/** Those by which anybody can verify, and the provider alone can sign. */
const keyTypes = ['RSA', 'EC', 'OKP'];

/**
 * Of the key set of a provider (RFC 7517 section 5).
 *
 * @throws DomainError `identityProviderUnreachable`; `ssoMetadataInvalid` where there is none.
 */
export async function countOfSigningKeys(url: URL, bounds: Bounds): Promise<number> {
  const request = { headers: { accept: 'application/json' }, redirectsMax: 0 };
  const { status, body } = await boundedFetch(url.href, request, bounds);
  if (status !== 200) throw unreachable(url, `answered with ${status}`);
  const keys = keysIn(Buffer.from(body).toString()).filter(isForSigning);
  if (keys.length > 0) return keys.length;
  throw metadataInvalid(
    `The identity provider publishes no key with which it could sign, at ${url.origin}${url.pathname}.`,
  );
}

function keysIn(text: string): readonly unknown[] {
  try {
    const { keys } = Object(JSON.parse(text)) as { readonly keys?: unknown };
    return Array.isArray(keys) ? keys : [];
  } catch {
    return [];
  }
}

const isForSigning = (key: unknown): boolean => {
  const { kty, use = 'sig' } = Object(key) as Partial<JWK>;
  return keyTypes.includes(String(kty)) && use === 'sig';
};
