import { DomainError } from '../../domain/shared/domain-error.ts';
import { isProviderUrl } from '../../domain/sign-in/provider-url.ts';

export interface Bounds {
  readonly milliseconds: number;
  readonly bytes: number;
}

export const usualBounds: Bounds = { milliseconds: 10_000, bytes: 1_048_576 };
const redirectsMax = 3;

/** What an identity provider answered, whole. */
export interface ProviderAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * Asks an identity provider. It may be in the operator's own network, so that no address is refused for being private; a
 * redirection leads only to where the provider could have been asked in the first place.
 *
 * @throws DomainError `identityProviderUnreachable`.
 */
export async function boundedFetch(
  address: string,
  accept: string,
  { milliseconds, bytes }: Bounds,
): Promise<ProviderAnswer> {
  const signal = AbortSignal.timeout(milliseconds);
  let url = new URL(address);
  for (let redirects = 0; ; redirects++) {
    requireAllowed(url, redirects);
    try {
      const response = await fetch(url, { headers: { accept }, redirect: 'manual', signal });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null) {
        return {
          status: response.status,
          contentType: response.headers.get('content-type') ?? '',
          body: await bodyOf(response, url, bytes),
        };
      }
      await response.body?.cancel();
      url = new URL(location, url);
    } catch (error) {
      throw error instanceof DomainError ? error : unreachable(url, reasonOf(error, milliseconds));
    }
  }
}

function requireAllowed(url: URL, redirects: number): void {
  if (!isProviderUrl(url)) throw unreachable(url, 'is no https address, and the provider redirects there');
  if (redirects > redirectsMax)
    throw unreachable(url, `is reached by more than ${redirectsMax} redirections`);
}

/** Read until there is too much of it, whatever length it says it has. */
async function bodyOf({ body }: Response, url: URL, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > bytesMax) throw unreachable(url, `answered with more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown, milliseconds: number): string {
  if (!(error instanceof Error)) return 'could not be asked';
  if (error.name === 'TimeoutError') return `did not answer within ${milliseconds / 1000} seconds`;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return `could not be reached${code}`;
}

/** @param what - completes a sentence that begins with the address, whose query may hold a secret. */
export const unreachable = ({ origin, pathname, protocol }: URL, what: string): DomainError =>
  new DomainError(
    'identityProviderUnreachable',
    `${origin === 'null' ? protocol : origin + pathname} ${what}.`,
  );
