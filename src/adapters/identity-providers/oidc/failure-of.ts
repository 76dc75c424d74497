import { ClientError, ResponseBodyError } from 'openid-client';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { isClientRefused } from './ask-as-client.ts';
import type { OidcClient } from './client-configurations.ts';
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
}

/**
 * Why the provider's answer to a code proves nothing. Whatever the library throws, it throws over what the provider sent.
 *
 * @param secrets - what the provider may have repeated.
 * @returns OidcFailure, or DomainError `identityProviderUnreachable`.
 */
export function failureOf(error: unknown, client: OidcClient, secrets: readonly string[]): Error {
  if (error instanceof OidcFailure) return error;
  if (error instanceof ResponseBodyError) return refusalOfRequest(error, client, secrets);
  if (!(error instanceof ClientError)) return unreadable('one that cannot be read');
  const { cause } = error;
  if (cause instanceof DomainError) return cause;
  if (cause instanceof Response)
    return unreadable(`${cause.status}, as ${cause.headers.get('content-type')}`);
  if (!(cause instanceof Error)) return unreadable(error.message);
  // Its messages are of the library's own words alone.
  return tokenFailure(error.code, cause.message, Object(cause.cause) as Details, client);
}

/** RFC 6749 section 5.2 */
function refusalOfRequest(
  error: ResponseBodyError,
  { provider }: OidcClient,
  secrets: readonly string[],
): OidcFailure {
  const said = [error.error, error.error_description].filter((text) => text !== undefined).join(': ');
  const received = withoutSecrets(said, secrets);
  if (!isClientRefused(error)) return new OidcFailure('code', 'that the code is redeemed', received);
  const { clientId, clientSecretSetAt } = provider;
  const expected = `the client ${clientId}, with the secret that was set on ${clientSecretSetAt}`;
  return new OidcFailure('client', expected, received);
}

const unreadable = (received: string): OidcFailure =>
  new OidcFailure('tokens', 'an answer with tokens, as application/json', received);

function tokenFailure(
  code: string | undefined,
  message: string,
  { claim = '', claims = {}, expected, header, signature }: Details,
  { provider, now }: OidcClient,
): OidcFailure {
  const received = printed(claims[claim]);
  switch (code) {
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      if (claim === 'iss') return new OidcFailure('issuer', printed(expected), received);
      if (claim === 'nonce') return new OidcFailure('nonce', 'the nonce of this sign-in', 'another one');
      return new OidcFailure(
        'audience',
        `${provider.clientId} in aud, and in azp if it is there`,
        `${claim} ${received}`,
      );
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return new OidcFailure(
        'time',
        `an ID token that counts at ${now}`,
        `${claim} ${instantOfSeconds(claims[claim]) ?? received}`,
      );
    case 'OAUTH_KEY_SELECTION_FAILED':
      return new OidcFailure(
        'signature',
        'a key that the identity provider publishes',
        `the key ${printed(header?.kid)} for ${printed(header?.alg)}`,
      );
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return new OidcFailure('algorithm', 'a signature that is understood here, and no encryption', message);
  }
  if (signature !== undefined)
    return new OidcFailure(
      'signature',
      'a signature by a key that the identity provider publishes',
      'another one',
    );
  if (header !== undefined) return new OidcFailure('algorithm', printed(expected), printed(header.alg));
  return new OidcFailure('idToken', 'an ID token, with aud, exp, iat, iss, nonce and sub', message);
}

const printed = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
