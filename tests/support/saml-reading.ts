import { NodeSamlSignIn } from '../../src/adapters/identity-providers/node-saml-sign-in.ts';
import type { SamlOutcome, SamlSingleUse } from '../../src/application/ports/saml-sign-in.ts';
import type { Instant } from '../../src/domain/shared/instant.ts';
import type { SamlProvider } from '../../src/domain/sign-in/sso-provider.ts';
import { noon } from './agents.ts';
import { addresses, requestId } from './saml-response-xml.ts';

/** As a table would keep it: one request was made, and it counts once, as each assertion does. */
export function singleUse(...requests: readonly string[]): SamlSingleUse {
  const open = new Set(requests);
  const seen = new Set<string>();
  return {
    takeRequest: async (id) => open.delete(id),
    takeAssertion: async (id) => !seen.has(id) && seen.add(id) !== undefined,
  };
}

/** @param response - in base64. */
export const readSaml = (
  provider: SamlProvider,
  response: string,
  { now = noon, once = singleUse(requestId) }: { readonly now?: Instant; readonly once?: SamlSingleUse } = {},
): Promise<SamlOutcome> => new NodeSamlSignIn().readResponse({ provider, addresses }, response, now, once);
