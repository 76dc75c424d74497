import type { SsoConnectionState } from './sso-connection.ts';

/** What the administrator of an identity provider types into it. */
export type ConnectionAddresses =
  | { readonly kind: 'saml'; readonly acsUrl: string; readonly audience: string }
  | { readonly kind: 'oidc'; readonly redirectUri: string };

/**
 * Where an identity provider sends people back to; `undefined` where nobody signs in here.
 *
 * @param publicUrl - the address at which browsers reach the service.
 */
export function connectionAddresses(
  { id, provider: { kind } }: Pick<SsoConnectionState, 'id' | 'provider'>,
  publicUrl: string,
): ConnectionAddresses | undefined {
  // As it is written in requests and answers, in which both sides compare it letter by letter.
  const base = `${new URL(publicUrl).href.replace(/\/+$/, '')}/sign-in/${id}`;
  switch (kind) {
    case 'saml':
      return { kind, acsUrl: `${base}/saml/acs`, audience: `${base}/saml` };
    case 'oidc':
      return { kind, redirectUri: `${base}/oidc/callback` };
    case 'elsewhere':
      return undefined;
  }
}
