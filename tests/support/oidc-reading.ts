import { OpenidClientSignIn } from '../../src/adapters/identity-providers/openid-client-sign-in.ts';
import { AesSecretSeal } from '../../src/adapters/node-runtime/aes-secret-seal.ts';
import { providedKeys, secretKeysIn } from '../../src/adapters/node-runtime/secret-keys.ts';
import type { OidcOutcome, OidcParties, OidcRequest } from '../../src/application/ports/oidc-sign-in.ts';
import { type Instant, instantOf } from '../../src/domain/shared/instant.ts';
import { connectionAddresses } from '../../src/domain/sign-in/connection-addresses.ts';
import { ssoConnectionId } from '../../src/domain/sign-in/sso-connection.ts';
import { type OidcProvider, oidcProvider } from '../../src/domain/sign-in/sso-provider.ts';
import { acme, noon } from './agents.ts';
import { oidcSecret, signedInAt } from './oidc-idp.ts';

const owner = { accountId: acme, id: ssoConnectionId('0199d2a0-0000-7000-8000-00000000c011') };
const seal = new AesSecretSeal(providedKeys(secretKeysIn('k'.repeat(32))));

export const redirectUri = `https://rollcall.example.com/sign-in/${owner.id}/oidc/callback`;

/** What a sign-in began with. */
export const begun: OidcRequest = { state: 'state-1', nonce: 'nonce-1', codeVerifier: 'verifier'.repeat(8) };

/** With the provider at that issuer. */
export function partiesAt(
  issuer: string,
  { clientId = 'rollcall', clientSecret = oidcSecret } = {},
): OidcParties {
  const sealed = { clientSecret: seal.seal(clientSecret, owner), clientSecretSetAt: noon };
  const provider: OidcProvider = oidcProvider({ issuer, clientId, ...sealed });
  const addresses = connectionAddresses({ id: owner.id, provider }, 'https://rollcall.example.com');
  if (addresses?.kind !== 'oidc') throw new TypeError('OpenID Connect has a redirect URI.');
  return { owner, provider, addresses };
}

/** One that has not asked any provider yet. */
export const openidClient = () => new OpenidClientSignIn(seal, { milliseconds: 1000, bytes: 100_000 });

export const readOidc = (
  parties: OidcParties,
  query: string,
  { request = begun, now = instantOf(new Date()) }: { request?: OidcRequest; now?: Instant } = {},
): Promise<OidcOutcome> => openidClient().readCallback(parties, query, request, now);

/** With what the browser comes back, once the provider has signed somebody in. */
export async function callbackOf(parties: OidcParties, request: OidcRequest = begun): Promise<string> {
  const outcome = await openidClient().requestUrl(parties, request);
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome));
  return signedInAt(outcome.url, redirectUri);
}
