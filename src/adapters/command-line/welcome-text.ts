import type { FirstAccount } from '../../application/accounts/open-first-account.ts';

/** What to type into Okta. @param first - absent where there was an account before. */
export function welcomeText(baseUrl: string, first: FirstAccount | undefined): string {
  return first === undefined ? welcomeBack(baseUrl) : welcomeNew(baseUrl, first);
}

function welcomeNew(baseUrl: string, { account, issued }: FirstAccount): string {
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

To see what Okta would send, and what is answered, run in another terminal:

  npm run demo

`;
}

const welcomeBack = (baseUrl: string): string => `
Rollcall is ready. In Okta (Application → Integration, Authentication mode Basic Auth):

  Base URL   ${baseUrl}
  Username   apikey
  Password   an API token; to make another one: ./rollcall token create --name Okta
${reach(baseUrl)}
`;

const reach = (baseUrl: string): string =>
  baseUrl.startsWith('https:')
    ? ''
    : 'Okta reaches https addresses only: docs/guides/operator.md shows how to put a proxy in front.\n';

/** The same as one line of JSON; the members of the first account are there only when it was made. */
export function welcomeDocument(baseUrl: string, first: FirstAccount | undefined): string {
  const made = first && {
    accountId: first.account.state.id,
    token: first.issued.text,
    expiresAt: first.issued.token.state.expiresAt ?? null,
  };
  return `${JSON.stringify({ baseUrl, username: 'apikey', ...made })}\n`;
}
