import type { IDToken } from 'openid-client';
import type { OidcIdentity } from '../../../application/ports/oidc-sign-in.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { OidcClient } from './client-configurations.ts';
import { instantOfSeconds } from './instant-of-seconds.ts';
import { OidcFailure } from './oidc-failure.ts';

/** OpenID Connect Core 1.0 section 2 */
const subjectCharactersMax = 255;
const valueCharactersMax = 1024;

type Claims = Readonly<Record<string, unknown>>;

/** Whether anybody is named but by an id of the provider's own. */
export const isNamed = ({ preferred_username, email }: Claims): boolean =>
  textIn(preferred_username) !== undefined || textIn(email) !== undefined;

/**
 * Reads claims whose signature, issuer, audience, time and nonce were verified.
 *
 * @param names - from the ID token, or from what the provider answers about the same subject.
 * @throws OidcFailure
 */
export function provenIdentity(
  { iss, sub, azp, sid, session_expiry }: IDToken,
  names: Claims,
  { provider, now }: OidcClient,
): OidcIdentity {
  // The library compares it with several audiences only (OpenID Connect Core 1.0 section 3.1.3.7).
  if (azp !== undefined && azp !== provider.clientId)
    throw new OidcFailure('audience', `azp ${provider.clientId}`, `azp ${JSON.stringify(azp)}`);
  if (sub === '' || sub.length > subjectCharactersMax)
    throw new OidcFailure(
      'subject',
      `a sub of 1 to ${subjectCharactersMax} characters`,
      `one of ${sub.length}`,
    );
  const sessionEndsAt = endOf(session_expiry, now);
  const preferredUsername = textIn(names.preferred_username);
  const email = textIn(names.email);
  const sessionId = textIn(sid);
  return {
    issuer: iss,
    subject: sub,
    ...(preferredUsername && { preferredUsername }),
    ...(email && { email }),
    ...(sessionId && { sessionId }),
    ...(sessionEndsAt && { sessionEndsAt }),
  };
}

/** OpenID Connect Enterprise Extensions 1.0, `session_expiry` */
function endOf(expiry: unknown, now: Instant): Instant | undefined {
  if (expiry === undefined) return undefined;
  const end = instantOfSeconds(expiry);
  if (end !== undefined && end > now) return end;
  throw new OidcFailure(
    'session',
    `a session that lasts at ${now}`,
    `session_expiry ${end ?? JSON.stringify(expiry)}`,
  );
}

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= valueCharactersMax ? value : undefined;
