import type {
  SamlOutcome,
  SamlParties,
  SamlSignIn,
  SamlSingleUse,
} from '../../application/ports/saml-sign-in.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { SamlRefused } from './saml/saml-refused.ts';

/**
 * SAML 2.0 by `@node-saml/node-saml`, which writes requests and verifies signatures. It is loaded when somebody signs in
 * for the first time.
 */
export class NodeSamlSignIn implements SamlSignIn {
  async requestUrl(parties: SamlParties, requestId: string, relayState: string): Promise<string> {
    const { requestUrl } = await import('./saml/request-url.ts');
    return requestUrl(parties, requestId, relayState);
  }

  async readResponse(
    parties: SamlParties,
    response: string,
    now: Instant,
    singleUse: SamlSingleUse,
  ): Promise<SamlOutcome> {
    const { readResponse } = await import('./saml/read-response.ts');
    try {
      return await readResponse(parties, response, now, singleUse);
    } catch (error) {
      if (error instanceof SamlRefused) return { kind: 'refused', refusal: error.refusal };
      throw error;
    }
  }
}
