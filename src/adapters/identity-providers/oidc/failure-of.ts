import { ClientError, ResponseBodyError } from 'openid-client';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { OidcCheck } from '../../../domain/sign-in/oidc-checks.ts';
import { isClientRefused } from './ask-as-client.ts';
import type { SigningInClient } from './client-configurations.ts';
import { instantOfSeconds } from './instant-of-seconds.ts';
import { OidcFailure } from './oidc-failure.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What the library leaves beside an error, as far as it does. */
interface Details {
  readonly claim?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly expected?: unknown;
  readonly header?: { readonly alg?: unknown; readonly kid?: unknown };
  readonly signature?: unknown;
  readonly body?: unknown;
}

/** In the order of what `OidcFailure` is made of. */
type Failure = readonly [check: OidcCheck, expected: string, received: string];

/**
 * Why the provider's answer to a code proves nothing. Whatever the library throws, it throws over what the provider sent.
 *
 * @param secrets - what the provider may have repeated.
 * @returns OidcFailure, or DomainError `identityProviderUnreachable`.
 */
export function failureOf(error: unknown, client: SigningInClient, secrets: readonly string[]): Error {
  if (error instanceof OidcFailure) return error;
  if (error instanceof ClientError && error.cause instanceof DomainError) return error.cause;
  const [check, expected, received] = failure(error, client);
  return new OidcFailure(check, expected, withoutSecrets(received, secrets));
}

function failure(error: unknown, client: SigningInClient): Failure {
  if (error instanceof ResponseBodyError) return failureOfRequest(error, client);
  if (!(error instanceof ClientError)) return unreadable('an answer that cannot be read');
  const { code, cause } = error;
  if (cause instanceof Response)
    return unreadable(`${cause.status}, as ${cause.headers.get('content-type') || 'nothing'}`);
  if (!(cause instanceof Error)) return unreadable(error.message);
  // Its messages are of the library's own words alone.
  return failureOfTokens(code, cause.message, Object(cause.cause) as Details, client);
}

/** RFC 6749 section 5.2 */
function failureOfRequest(error: ResponseBodyError, { provider }: SigningInClient): Failure {
  const received = [error.error, error.error_description].filter((text) => text !== undefined).join(': ');
  if (!isClientRefused(error)) return ['code', 'that the code is redeemed', received];
  const { clientId, clientSecretSetAt } = provider;
  return ['client', `the client ${clientId}, with the secret that was set on ${clientSecretSetAt}`, received];
}

const unreadable = (received: string): Failure => [
  'tokens',
  'tokens, and the keys for them, in JSON',
  received,
];

function failureOfTokens(
  code: string | undefined,
  message: string,
  { claim = '', claims = {}, expected, header, signature, body }: Details,
  { provider, now }: SigningInClient,
): Failure {
  if (body !== undefined) return unreadable(message);
  const received = printed(claims[claim]);
  switch (code) {
    case 'OAUTH_PARSE_ERROR':
      return unreadable(message);
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      if (claim === 'iss') return ['issuer', printed(expected), received];
      if (claim === 'nonce') return ['nonce', 'the nonce of this sign-in', 'another one'];
      return ['audience', `${provider.clientId} in aud, and in azp if it is there`, `${claim} ${received}`];
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED': {
      const time = instantOfSeconds(claims[claim]) ?? received;
      return ['time', `an ID token that counts at ${now}`, `${claim} ${time}`];
    }
    case 'OAUTH_KEY_SELECTION_FAILED': {
      const key = `the key ${printed(header?.kid)} for ${printed(header?.alg)}`;
      return ['signature', 'a key that the identity provider publishes', key];
    }
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return ['algorithm', 'a signature that is understood here, and no encryption', message];
  }
  if (signature !== undefined)
    return ['signature', 'a signature by a key that the identity provider publishes', 'another one'];
  if (header !== undefined) return ['algorithm', printed(expected), printed(header.alg)];
  return ['idToken', 'an ID token, with aud, exp, iat, iss, nonce and sub', message];
}

const printed = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
