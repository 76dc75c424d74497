import { type KeyObject, X509Certificate } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { LogoutProof } from '../../../application/ports/logout-tokens.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { type Instant, instantOf } from '../../../domain/shared/instant.ts';
import { type LogoutSender, logoutSubjectOf } from '../../../domain/sign-in/logout-key.ts';
import type { SigningCertificate } from '../../../domain/sign-in/signing-certificate.ts';
import type { OidcProvider, SamlProvider } from '../../../domain/sign-in/sso-provider.ts';
import { unreachable } from '../bounded-fetch.ts';

const type = 'global-token-revocation+jwt';
/** No other: a key of a certificate says nothing of the algorithm, and `HS256` would take it for a shared secret. */
const algorithm = 'RS256';
const notOfType = `is no JWT of the type "${type}"`;
const clockSkewSeconds = 60;
/** Okta's are good for five minutes. One that is good for long would be remembered, and could be used, for long. */
const lifeSecondsMax = 900;

type Key = JWTVerifyGetKey | KeyObject;

/** @throws DomainError `logoutTokenInvalid`. */
export function senderOf(text: string): LogoutSender {
  try {
    return senderIn(decodeJwt(text));
  } catch (error) {
    throw refusalOf(error);
  }
}

function senderIn({ iss: issuer, sub: subject }: JWTPayload): LogoutSender {
  if (typeof issuer === 'string' && typeof subject === 'string') return { issuer, subject };
  throw invalid('names no issuer and subject ("iss" and "sub")');
}

export const keysOfCertificates = (certificates: readonly SigningCertificate[]): readonly KeyObject[] =>
  certificates.map(({ der }) => new X509Certificate(Buffer.from(der, 'base64')).publicKey);

/**
 * @param keys - any of which may have signed it; not empty.
 * @throws DomainError `logoutTokenInvalid`, `identityProviderUnreachable`, `ssoMetadataInvalid`.
 */
export async function verifiedToken(
  text: string,
  keys: readonly Key[],
  provider: SamlProvider | OidcProvider,
  audience: string,
  now: Instant,
): Promise<LogoutProof> {
  const payload = await signedPayload(text, keys, provider, audience, now);
  const { jti, exp = 0 } = payload;
  // `jose` compares claims as far as it knows them; what it says nothing of may be of any type.
  if (typeof jti !== 'string' || jti === '') throw invalid('has no id ("jti")');
  if (exp * 1000 > Date.parse(now) + lifeSecondsMax * 1000)
    throw invalid(`is good until ${exp} ("exp"), which is more than ${lifeSecondsMax / 60} minutes ahead`);
  const endsAt = instantOf(new Date((Math.ceil(exp) + clockSkewSeconds) * 1000));
  return { sender: senderIn(payload), tokenId: jti, endsAt };
}

async function signedPayload(
  text: string,
  [key, ...others]: readonly Key[],
  provider: SamlProvider | OidcProvider,
  audience: string,
  now: Instant,
): Promise<JWTPayload> {
  if (key === undefined) throw refusalOf(new errors.JWSSignatureVerificationFailed());
  try {
    const { payload } = await jwtVerify(text, key, {
      ...{ typ: type, algorithms: [algorithm], audience },
      ...{ issuer: issuersOf(provider), subject: logoutSubjectOf(provider) },
      ...{ requiredClaims: ['jti', 'exp'], maxTokenAge: lifeSecondsMax },
      ...{ clockTolerance: clockSkewSeconds, currentDate: new Date(now) },
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed && others.length > 0)
      return signedPayload(text, others, provider, audience, now);
    throw keysFailure(error, provider) ?? refusalOf(error, provider, audience);
  }
}

/** As whom its tokens come: with SAML the organisation, which its addresses name and its entity id does not. */
function issuersOf(provider: SamlProvider | OidcProvider): string[] {
  if (provider.kind === 'oidc') return [provider.issuer];
  const { ssoUrl, metadataUrl = ssoUrl } = provider;
  return [...new Set([ssoUrl, metadataUrl].map((url) => new URL(url).origin))];
}

/** That the published keys cannot be had says nothing of the token. */
function keysFailure(error: unknown, { issuer }: SamlProvider | OidcProvider): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const isOfKeys =
    error instanceof errors.JWKSInvalid ||
    error instanceof errors.JWKSTimeout ||
    (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');
  return isOfKeys ? unreachable(new URL(issuer), 'publishes no keys that can be read') : undefined;
}

/** What is wrong with the token, with what was expected and what came where it was signed. */
function refusalOf(error: unknown, provider?: SamlProvider | OidcProvider, audience?: string): DomainError {
  if (!(error instanceof errors.JOSEError)) return error instanceof DomainError ? error : rethrown(error);
  if (error instanceof errors.JWTExpired) return invalid('is over. Set the clocks by NTP');
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, payload } = error;
    if (claim === 'typ') return invalid(notOfType);
    const expected = { aud: audience, iss: provider && issuersOf(provider).join(' or ') }[claim];
    return invalid(
      expected === undefined
        ? `has a claim "${claim}" that is missing, or does not hold now`
        : `has ${shown(payload[claim])} as "${claim}"; expected is ${shown(expected)}`,
    );
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return invalid(`is not signed by ${algorithm}`);
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return invalid('is not signed by the identity provider of this connection, as its keys are known here');
  return invalid(notOfType);
}

function rethrown(error: unknown): never {
  throw error;
}

const charactersShown = 200;
const shown = (value: unknown): string =>
  (JSON.stringify(value) ?? 'nothing').slice(0, charactersShown).toWellFormed();

const invalid = (what: string): DomainError =>
  new DomainError('logoutTokenInvalid', `The logout token ${what}.`);
