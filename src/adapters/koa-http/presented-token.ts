import type { HttpContext } from './request-state.ts';

/** Where clients put what says who they are. */
export const credentialHeaders = ['Authorization', 'apiToken'] as const;

/** Whether the client tries to say who it is, in whichever way. */
export const presentsCredentials = (context: HttpContext): boolean =>
  credentialHeaders.some((name) => context.get(name).trim() !== '');

/**
 * The API token in whichever of four forms it came: the password of HTTP Basic with the username `apikey`,
 * `Bearer`, bare in `Authorization` as Okta's header authentication sends it, or in `apiToken`.
 */
export function presentedToken(context: HttpContext): string | undefined {
  const authorization = context.get('Authorization').trim();
  if (authorization === '') return context.get('apiToken').trim() || undefined;
  const [scheme = '', credentials] = authorization.split(/[ \t]+(.*)/s, 2);
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return credentials;
    case 'basic':
      return credentials && passwordOfApikey(credentials);
    default:
      return credentials === undefined ? authorization : undefined;
  }
}

/** @param credentials - base64, which `echo` and encoders for e-mail give a line break, or blanks in its place. */
function passwordOfApikey(credentials: string): string | undefined {
  const text = Buffer.from(credentials, 'base64').toString();
  const colon = text.indexOf(':');
  return text.slice(0, colon).toLowerCase() === 'apikey' ? text.slice(colon + 1).trim() : undefined;
}
