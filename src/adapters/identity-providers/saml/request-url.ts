import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import type { SamlParties } from '../../../application/ports/saml-sign-in.ts';

/** An AuthnRequest by HTTP-Redirect (SAML 2.0 Bindings section 3.4). */
export function requestUrl(
  { provider, addresses }: SamlParties,
  requestId: string,
  relayState: string,
): Promise<string> {
  const saml = new SAML({
    entryPoint: provider.ssoUrl,
    issuer: addresses.audience,
    callbackUrl: addresses.acsUrl,
    idpCert: provider.certificates.map(({ der }) => der),
    generateUniqueId: () => requestId,
    // How people sign in, and what a NameID looks like, is the identity provider's to say.
    disableRequestedAuthnContext: true,
    identifierFormat: null,
    // Whoever calls keeps the requests that were made.
    validateInResponseTo: ValidateInResponseTo.never,
  });
  return saml.getAuthorizeUrlAsync(relayState, undefined, {});
}
