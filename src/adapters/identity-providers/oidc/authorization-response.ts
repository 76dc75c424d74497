import type { DiscoveredProvider } from './discovered-provider.ts';
import { OidcFailure } from './oidc-failure.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Codes of Entra ID have a thousand or two. */
const queryCharactersMax = 16_384;
const parameters = ['state', 'iss', 'code', 'error', 'error_description'] as const;

/**
 * What a browser brings back (RFC 6749 section 4.1.2, RFC 9207): of its parameters those that are read, each at most once.
 */
export type AuthorizationResponse = Readonly<Partial<Record<(typeof parameters)[number], string>>>;

/**
 * The answer to the sign-in that began in this browser. Nothing else of it is believed yet.
 *
 * @throws OidcFailure
 */
export function authorizationResponse(query: string, state: string): AuthorizationResponse {
  if (query.length > queryCharactersMax)
    throw new OidcFailure('callback', `at most ${queryCharactersMax} characters`, `${query.length}`);
  const given = new URLSearchParams(query);
  // By the first of two, another than the one that somebody else looks at could be read.
  const repeated = parameters.find((name) => given.getAll(name).length > 1);
  if (repeated !== undefined) throw new OidcFailure('callback', `"${repeated}" once`, 'more than once');
  const response: AuthorizationResponse = Object.fromEntries(
    parameters.flatMap((name) => {
      const value = given.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  if (response.state !== state)
    throw new OidcFailure(
      'state',
      'the state of the sign-in that began in this browser',
      response.state === undefined ? 'none' : 'another one',
    );
  return response;
}

/**
 * The code, which the provider issued and no other (RFC 9207 section 2.4).
 *
 * @throws OidcFailure
 */
export function issuedCode(
  { iss, code, error, error_description }: AuthorizationResponse,
  server: DiscoveredProvider,
  secrets: readonly string[],
): string {
  const isNamed = iss !== undefined || server.authorization_response_iss_parameter_supported === true;
  if (isNamed && iss !== server.issuer) throw new OidcFailure('issuer', server.issuer, iss ?? 'none');
  if (error !== undefined) {
    const told = error_description === undefined ? error : `${error}: ${error_description}`;
    throw new OidcFailure('consent', 'a code', withoutSecrets(told, secrets));
  }
  if (code) return code;
  throw new OidcFailure('code', 'a code', 'none');
}
