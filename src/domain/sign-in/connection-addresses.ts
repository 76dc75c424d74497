import type { SsoConnectionState } from './sso-connection.ts';

/** What the administrator of an identity provider types into it. */
export type ConnectionAddresses =
  | { readonly kind: 'saml'; readonly acsUrl: string; readonly audience: string }
  | { readonly kind: 'oidc'; readonly redirectUri: string };

/** The same, below the address at which browsers reach the service. */
type ConnectionPaths =
  | { readonly kind: 'saml'; readonly acs: string; readonly audience: string }
  | { readonly kind: 'oidc'; readonly callback: string };

type Connection = Pick<SsoConnectionState, 'id' | 'provider'>;

/** Where an identity provider sends people back to; `undefined` where nobody signs in here. */
export function connectionPaths({ id, provider: { kind } }: Connection): ConnectionPaths | undefined {
  const base = `sign-in/${id}`;
  switch (kind) {
    case 'saml':
      return { kind, acs: `${base}/saml/acs`, audience: `${base}/saml` };
    case 'oidc':
      return { kind, callback: `${base}/oidc/callback` };
    case 'elsewhere':
      return undefined;
  }
}

/**
 * The same as addresses.
 *
 * @param publicUrl - the address at which browsers reach the service.
 */
export function connectionAddresses(
  connection: Connection,
  publicUrl: string,
): ConnectionAddresses | undefined {
  const paths = connectionPaths(connection);
  // As it is written in requests and answers, in which both sides compare it letter by letter.
  const below = (path: string) => `${new URL(publicUrl).href.replace(/\/+$/, '')}/${path}`;
  switch (paths?.kind) {
    case 'saml':
      return { kind: 'saml', acsUrl: below(paths.acs), audience: below(paths.audience) };
    case 'oidc':
      return { kind: 'oidc', redirectUri: below(paths.callback) };
    case undefined:
      return undefined;
  }
}
