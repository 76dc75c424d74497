import type { OidcClientOutcome } from '../../application/ports/oidc-sign-in.ts';
import type { SsoTestResult } from '../../application/sign-in/test-sso-connection.ts';
import { details } from './aligned-text.ts';
import { certificateRows } from './connection-text.ts';
import type { Outcome } from './output.ts';

/** What an identity provider says of itself, and of its client where that was tested. */
export function ssoTestOutcome(result: SsoTestResult): Outcome {
  const { kind, wasAsked } = result;
  const asked = wasAsked
    ? 'the identity provider, which answers'
    : 'nobody: metadata that were given are read';
  if (result.kind === 'saml') {
    const { issuer, ssoUrl, certificates } = result.metadata;
    const shown = certificates.map(({ fingerprint, subject, notAfter }) => ({
      ...{ fingerprint, subject, notAfter },
    }));
    return {
      document: { kind, wasAsked, issuer, ssoUrl, certificates: shown },
      text: details({ asked, 'entity id': issuer, 'sign-in at': ssoUrl, ...certificateRows(certificates) }),
    };
  }
  const { metadata, client } = result;
  const { issuer, authorizationEndpoint, tokenEndpoint, jwksUri, pkceMethods, signingKeys } = metadata;
  return {
    failed: client !== undefined && client.kind !== 'accepted',
    document: { kind, wasAsked, ...metadata, ...(client && { client }) },
    text: details({
      asked,
      issuer,
      'sign-in at': authorizationEndpoint,
      'tokens at': tokenEndpoint,
      'keys at': `${jwksUri}, ${signingKeys} to sign with`,
      PKCE: pkceMethods.join(', ') || 'not told',
      ...(client && clientRows(client)),
    }),
  };
}

/** Whether the provider accepts the client, or what has to be changed before it does or can be asked. */
function clientRows(client: OidcClientOutcome): Readonly<Record<string, string>> {
  if (client.kind === 'accepted') return { client: 'is accepted, and its secret is right' };
  const { expected, received, remedy } = client.refusal;
  return {
    client: client.kind === 'refused' ? `is refused: ${received}` : `is unknown: ${received}`,
    expected,
    'to do': remedy,
  };
}
