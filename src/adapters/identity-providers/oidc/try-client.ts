import { genericGrantRequest, ResponseBodyError, randomPKCECodeVerifier } from 'openid-client';
import { askAsClient, isClientRefused } from './ask-as-client.ts';
import { clientConfigurations, type SigningInClient } from './client-configurations.ts';
import { failureOf } from './failure-of.ts';

/**
 * Asks for tokens with a code that no provider has issued, which is refused unless the client is.
 *
 * @throws OidcFailure
 * @throws DomainError `identityProviderUnreachable`.
 */
export async function tryClient(client: SigningInClient): Promise<void> {
  const request = { code: 'never-issued', code_verifier: randomPKCECodeVerifier() };
  try {
    await askAsClient(clientConfigurations(client), (configuration) =>
      genericGrantRequest(configuration, 'authorization_code', request),
    );
  } catch (error) {
    if (error instanceof ResponseBodyError && !isClientRefused(error)) return;
    throw failureOf(error, client, [client.secret]);
  }
}
