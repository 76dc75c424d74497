import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  clockSkew,
  clockTolerance,
  customFetch,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { OidcProvider } from '../../../domain/sign-in/sso-provider.ts';
import type { Bounds } from '../bounded-fetch.ts';
import type { DiscoveredProvider } from './discovered-provider.ts';
import { OidcFailure } from './oidc-failure.ts';
import { providerFetch } from './provider-fetch.ts';

/** What this service is at a provider, while somebody signs in. */
export interface OidcClient {
  readonly server: DiscoveredProvider;
  readonly provider: OidcProvider;
  readonly secret: string;
  readonly now: Instant;
  readonly bounds: Bounds;
}

const toleranceSeconds = 60;

/** With these a provider signs by a key that it alone has. Of a client secret, the client is another holder. */
const asymmetric = /^(?:(?:RS|PS|ES)(?:256|384|512)|EdDSA|Ed25519)$/;

/** By these names metadata list how a client sends its secret (OpenID Connect Core 1.0 section 9). */
const authentications = { client_secret_basic: ClientSecretBasic, client_secret_post: ClientSecretPost };

/**
 * What the library has to know of the client, once for each way in which the client may send its secret. Metadata say
 * what the provider takes from some client, and not what it expects of this one.
 *
 * @throws OidcFailure
 */
export function clientConfigurations(client: OidcClient): readonly [Configuration, ...Configuration[]] {
  const { token_endpoint_auth_methods_supported: listed } = client.server;
  // What a provider takes that lists nothing (OpenID Connect Discovery 1.0 section 3).
  const methods = Array.isArray(listed) ? listed : ['client_secret_basic'];
  const [first, ...others] = Object.entries(authentications)
    .filter(([name]) => methods.includes(name))
    .map(([, authentication]) => configurationOf(client, authentication(client.secret)));
  if (first !== undefined) return [first, ...others];
  const expected = Object.keys(authentications).join(' or ');
  throw new OidcFailure('client', expected, methods.join(', ') || 'none');
}

function configurationOf(
  { server, provider, now, bounds }: OidcClient,
  authentication: ClientAuth,
): Configuration {
  const { id_token_signing_alg_values_supported: algorithms } = server;
  const listed = Array.isArray(algorithms) ? algorithms : ['RS256'];
  const configuration = new Configuration(
    { ...server, id_token_signing_alg_values_supported: listed.filter((name) => asymmetric.test(name)) },
    provider.clientId,
    // The library reads the clock of the machine.
    { [clockSkew]: (Date.parse(now) - Date.now()) / 1000, [clockTolerance]: toleranceSeconds },
    authentication,
  );
  configuration[customFetch] = providerFetch(bounds);
  if (new URL(server.issuer).protocol === 'http:') allowInsecureRequests(configuration);
  // Without this the library believes whatever the token endpoint sends, since TLS says who it is.
  enableNonRepudiationChecks(configuration);
  return configuration;
}
