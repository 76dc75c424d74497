import { DomainError } from '../../domain/shared/domain-error.ts';
import { isProviderUrl } from '../../domain/sign-in/provider-url.ts';

export interface Bounds {
  readonly milliseconds: number;
  readonly bytes: number;
}

export const usualBounds: Bounds = { milliseconds: 10_000, bytes: 1_048_576 };

/** A GET, where nothing else is said. */
export interface ProviderRequest {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams;
  /** How many redirections are followed, with the same request; the answer is the redirection itself where it is none. */
  readonly redirectsMax: number;
}

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
  { redirectsMax, ...request }: ProviderRequest,
  { milliseconds, bytes }: Bounds,
): Promise<ProviderAnswer> {
  const signal = AbortSignal.timeout(milliseconds);
  let url = new URL(address);
  for (let redirects = 0; ; redirects++) {
    if (!isProviderUrl(url)) throw unreachable(url, notAllowed(redirects));
    try {
      const response = await fetch(url, { ...request, redirect: 'manual', signal });
      const location = response.headers.get('location');
      const isRedirect = response.status >= 300 && response.status <= 399 && location !== null;
      if (!isRedirect || redirectsMax === 0) {
        return {
          status: response.status,
          contentType: response.headers.get('content-type') ?? '',
          body: await bodyOf(response, url, bytes),
        };
      }
      await response.body?.cancel();
      if (redirects === redirectsMax)
        throw unreachable(url, `is reached by more than ${redirectsMax} redirections`);
      url = new URL(location, url);
    } catch (error) {
      throw error instanceof DomainError ? error : unreachable(url, reasonOf(error, milliseconds));
    }
  }
}

const notAllowed = (redirects: number): string =>
  redirects === 0 ? 'is no https address' : 'is no https address, and the provider redirects there';

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
