import type { HttpContext } from './request-state.ts';

/**
 * The API token in whichever of four forms it came: the password of HTTP Basic with the username `apikey`,
 * `Bearer`, bare in `Authorization` as Okta's header authentication sends it, or in `apiToken`.
 */
export function presentedToken(context: HttpContext): string | undefined {
  const authorization = context.get('Authorization').trim();
  if (authorization === '') return context.get('apiToken').trim() || undefined;
  const [scheme = '', credentials] = authorization.split(/ +(.*)/s, 2);
  if (credentials === undefined) return authorization;
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return credentials;
    case 'basic':
      return passwordOfApikey(credentials);
    default:
      return undefined;
  }
}

function passwordOfApikey(credentials: string): string | undefined {
  const text = Buffer.from(credentials, 'base64').toString();
  const colon = text.indexOf(':');
  return text.slice(0, colon).toLowerCase() === 'apikey' ? text.slice(colon + 1) : undefined;
}
