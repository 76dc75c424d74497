import type { FreshServer } from '../conformance-checker/fresh-server.ts';

const agentsSeeded = 30;

/**
 * Fills the server's only account: people come over SCIM, the rest by the API.
 *
 * @returns the account's id.
 */
export async function seededAccount(
  { baseUrl, token }: FreshServer,
  api: string,
  operatorToken: string,
): Promise<string> {
  const { items } = await ask(`${api}/accounts`, operatorToken, {});
  const account = items[0].id;
  for (let index = 0; index < agentsSeeded; index++)
    await ask(`${baseUrl}/Users`, token, {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: `p${index}@example.com`,
      name: { givenName: 'P', familyName: String(index) },
      profile: { team: `Team ${index % 3}`, level: index },
    });
  const make = (path: string, body: object) =>
    ask(api + path, operatorToken, body, { 'Rollcall-Account': account });
  await make('/groups', { displayName: 'By hand' });
  await make('/rule-groups', { displayName: 'By rule', text: 'profile.level gt 3' });
  await make('/group-templates', { attribute: 'profile.team', namePattern: 'All of {value}' });
  await make('/tokens', { name: 'Reader', scopes: ['admin:read'] });
  return account;
}

// biome-ignore lint/suspicious/noExplicitAny: what is answered is looked into as it comes
async function ask(url: string, token: string, body: object, headers: object = {}): Promise<any> {
  const isAsked = Object.keys(body).length === 0;
  const response = await fetch(url, {
    method: isAsked ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: isAsked ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
