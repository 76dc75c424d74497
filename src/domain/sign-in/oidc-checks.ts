import { refusals, type SignInRefusal } from './sign-in-refusal.ts';

/**
 * What an OpenID Connect provider has to show before anybody is signed in by it, in the order in which it is first looked at.
 * Each with what to do about it, for whoever set up the connection: where the value stands that has to change.
 */
const remedies = {
  reached:
    'See that this service reaches the identity provider over HTTPS, and that the provider runs. It may be a matter of minutes: sign in again.',
  metadata:
    'Give the issuer letter by letter as the provider names itself in its /.well-known/openid-configuration.',
  callback: 'Sign in again. If it stays, look for who stands between the browser and this service.',
  state:
    'Sign in again from the beginning, in one browser. An answer counts once, and for the sign-in it was asked for.',
  issuer:
    'Give the issuer letter by letter as the provider names itself. With Okta it is that of the org, such as https://acme.okta.com; with Entra ID that of one tenant.',
  consent:
    'The identity provider itself let nobody in, and its own log says why. Often the person is not assigned to the application, or the redirect URI of this connection is not entered there.',
  client:
    'Give this connection the client id and the client secret again, as the application at the identity provider shows them, and have it let the client authenticate by its secret.',
  code: 'Sign in again from the beginning. If it stays, have the application at the identity provider use the authorization code flow with PKCE, and enter the redirect URI of this connection there.',
  tokens:
    'Have the identity provider answer as OpenID Connect Core 1.0 section 3.1.3.3 says, with an ID token.',
  algorithm:
    'Have the identity provider sign ID tokens with a key that it publishes, by RS256 or ES256, and not encrypt them.',
  time: 'Set the clocks of the identity provider and of this service by NTP, and sign in again.',
  idToken:
    'Have the identity provider send ID tokens as OpenID Connect Core 1.0 section 2 says, with the nonce of the request.',
  audience: 'Give this connection the client id of the application that people sign in by.',
  nonce: 'Sign in again from the beginning. If nobody repeated the answer, somebody may have copied it.',
  signature:
    'Sign in again in some minutes: a provider that changes its keys publishes the new ones. If it stays, look for who stands between it and this service.',
  subject: 'Have the identity provider send a subject (sub) of its own for each person.',
  userInfo:
    'Have the identity provider put preferred_username and email into the ID token, or answer at its userinfo endpoint.',
  session: 'Sign in at the identity provider again: its session is over.',
} as const;

export type OidcCheck = keyof typeof remedies;

export const oidcChecks = Object.keys(remedies) as readonly OidcCheck[];

/** Why nobody is signed in by an OpenID Connect provider. No code, token, secret or state stands in it. */
export type OidcRefusal = SignInRefusal<OidcCheck>;

export const oidcRefusal = refusals(remedies);
