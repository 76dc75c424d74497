import { parseTokenText } from '../../application/access/token/token-text.ts';
import type { RequestCheck } from '../../application/ports/request-log.ts';
import type { DomainError, DomainErrorCode } from '../../domain/shared/domain-error.ts';
import { presentedToken } from './presented-token.ts';
import type { HttpContext } from './request-state.ts';

interface TokenCheck {
  readonly check: string;
  readonly expected: string;
  /** Whether the refusal says that it failed. */
  readonly fails: (error: DomainError, context: HttpContext) => boolean;
}

const failsWith = (code: DomainErrorCode) => (error: DomainError) => error.code === code;

/** In the order in which they are looked at. */
const tokenChecks: readonly TokenCheck[] = [
  {
    check: 'A token is presented.',
    expected:
      'HTTP Basic with the username "apikey" and the token as the password, or "Authorization: Bearer" with the token',
    fails: (_, context) => presentedToken(context) === undefined,
  },
  {
    check: 'The token is whole.',
    expected: '"rollcall_" with 32 and 43 characters behind it',
    fails: ({ code }, context) =>
      code === 'tokenUnknown' && parseTokenText(presentedToken(context) ?? '') === undefined,
  },
  {
    check: 'The token is one of this installation.',
    expected: 'a token that was made here, as it was shown then',
    fails: failsWith('tokenUnknown'),
  },
  {
    check: 'The token is not revoked.',
    expected: 'a token that nobody revoked',
    fails: failsWith('tokenRevoked'),
  },
  {
    check: 'The token has not expired.',
    expected: 'a token whose time is not over',
    fails: failsWith('tokenExpired'),
  },
  {
    check: 'The token may be used from this address.',
    expected: 'an address of the networks that the token names, where it names any',
    fails: failsWith('tokenAddressRefused'),
  },
  { check: 'The account is open.', expected: 'an account that is open', fails: failsWith('accountClosed') },
];

/** What was looked at of a token until it was refused, for people who look for the cause. */
export function checksOfToken(error: DomainError, context: HttpContext): readonly RequestCheck[] | undefined {
  const failed = tokenChecks.findIndex(({ fails }) => fails(error, context));
  if (failed < 0) return undefined;
  return tokenChecks.slice(0, failed + 1).map(({ check, expected }, index) => {
    const passed = index < failed;
    return { check, passed, expected, received: passed ? expected : received(error, context) };
  });
}

/** What came, without the token. */
function received(error: DomainError, context: HttpContext): string {
  const text = presentedToken(context);
  if (text === undefined) return presentedOtherwise(context.get('Authorization').trim());
  return error.code === 'tokenUnknown' ? `a text of ${text.length} characters` : error.message;
}

function presentedOtherwise(authorization: string): string {
  if (authorization === '') return 'neither "Authorization" nor "apiToken"';
  const [scheme = '', credentials = ''] = authorization.split(/[ \t]+(.*)/s, 2);
  if (scheme.toLowerCase() !== 'basic') return `"Authorization" of another kind`;
  const userName = Buffer.from(credentials, 'base64').toString().split(':', 1)[0] ?? '';
  return userName === '' ? 'HTTP Basic without a username' : `HTTP Basic with another username than "apikey"`;
}
