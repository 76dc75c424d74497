import type { FirstAccount } from '../../application/accounts/open-first-account.ts';
import { signInLinkAddress } from '../../domain/sign-in/sign-in-link.ts';

/** Where the service is reached. */
export interface ServiceAddresses {
  /** Of SCIM, by Okta. */
  readonly baseUrl: string;
  /** By browsers. */
  readonly publicUrl: string;
}

/** What to type into Okta, and how to sign in. @param first - absent where there was an account before. */
export function welcomeText(addresses: ServiceAddresses, first: FirstAccount | undefined): string {
  return first === undefined ? welcomeBack(addresses) : welcomeNew(addresses, first);
}

function welcomeNew(
  { baseUrl, publicUrl }: ServiceAddresses,
  { account, issued, signIn }: FirstAccount,
): string {
  const { id, name, ssoIssuers } = account.state;
  return `
Rollcall is ready. Type this into Okta (Application → Integration, Authentication mode Basic Auth):

  Base URL   ${baseUrl}
  Username   apikey
  Password   ${issued.text}

The password is this account's API token. It is not shown again and works until ${issued.token.state.expiresAt ?? 'it is revoked'}.
${reach(baseUrl)}
The account "${name}" was made with Single Sign-On marked as set up for ${ssoIssuers.join()}. Name your own:

  ./rollcall account connect-sso ${id} --issuer https://your-org.okta.com

To sign in, open this before ${signIn.link.state.endsAt}; it counts once:

  ${signInLinkAddress(publicUrl, signIn.secret)}

It is for the owner ${signIn.link.state.owner}, who is nobody yet. Make yourself one, and sign in by a new link:

  ./rollcall owner name you@your-company.com
  ./rollcall sign-in-link --owner you@your-company.com

To see what Okta would send, and what is answered, run in another terminal:

  npm run demo

`;
}

const welcomeBack = ({ baseUrl }: ServiceAddresses): string => `
Rollcall is ready. In Okta (Application → Integration, Authentication mode Basic Auth):

  Base URL   ${baseUrl}
  Username   apikey
  Password   an API token; to make another one: ./rollcall token create --name Okta
${reach(baseUrl)}
To sign in without Single Sign-On: ./rollcall sign-in-link

`;

const reach = (baseUrl: string): string =>
  baseUrl.startsWith('https:')
    ? ''
    : 'Okta reaches https addresses only: docs/guides/operator.md shows how to put a proxy in front.\n';

/** The same as one line of JSON; the members of the first account are there only when it was made. */
export function welcomeDocument(
  { baseUrl, publicUrl }: ServiceAddresses,
  first: FirstAccount | undefined,
): string {
  const made = first && {
    accountId: first.account.state.id,
    token: first.issued.text,
    expiresAt: first.issued.token.state.expiresAt ?? null,
    signInLink: signInLinkAddress(publicUrl, first.signIn.secret),
  };
  return `${JSON.stringify({ baseUrl, username: 'apikey', ...made })}\n`;
}
