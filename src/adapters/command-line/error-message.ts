import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { DomainError, type DomainErrorCode } from '../../domain/shared/domain-error.ts';

/** What an operator can do about a refusal, where the domain's sentence does not say so. */
const advice: Partial<Record<DomainErrorCode, string>> = {
  accountClosed: 'Open it again: rollcall account reopen ACCOUNT',
  ssoIssuerInvalid: 'Give the address of the identity provider, such as https://acme.okta.com.',
  ssoNotSetUp:
    'Set it up: rollcall sso add-saml --name NAME --metadata-url URL, or where agents sign in elsewhere: rollcall account connect-sso ACCOUNT --issuer https://your-org.okta.com',
};

/** What to tell an operator of an error. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof DomainError) return [error.message, advice[error.code]].filter(Boolean).join(' ');
  return error instanceof StorageUnavailable && error.cause !== undefined
    ? `${error.message} (${driverMessage(error.cause)})`
    : error.message;
}

/** A refused connection to a name with several addresses has a code and no message. */
const driverMessage = (cause: unknown): string =>
  cause instanceof Error ? cause.message || String('code' in cause ? cause.code : cause.name) : String(cause);
