import { expect, test } from 'vitest';
import { consoleVisitors } from '../../support/console-visitor.ts';
import { answering, webServer } from '../../support/identity-provider.ts';
import { oidcIdp, oidcSecret } from '../../support/oidc-idp.ts';
import { oktaMetadata } from '../../support/saml-metadata.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import { serverOn } from '../../support/start-server.ts';
import { wrongOidcProvider } from '../../support/wrong-oidc-provider.ts';
import { flawsOf } from './flaws-of.ts';

const server = serverOn(undefined, { secretKey });
const visitor = consoleVisitors(server);

/** An owner's console, in an account that has this connection. */
async function consoleWith(connection: { readonly name: string } & Readonly<Record<string, string>>) {
  const account = await server().openAccount();
  await server().application.addSsoConnection(account.caller, connection);
  const visit = await visitor(account, 'owner');
  await visit.page.goto('/connections');
  const heading = visit.page.getByRole('heading', { name: connection.name, exact: true });
  const card = visit.page.getByRole('listitem').filter({ has: heading });
  await card.getByRole('button', { name: 'Test' }).click();
  return { ...visit, card };
}

test('OpenID Connect is added once its provider has answered, and a test says that the client is accepted', async () => {
  const account = await server().openAccount();
  const { page, complaints } = await visitor(account, 'owner');
  const { issuer } = await oidcIdp();
  await page.goto('/connections?add=oidc');
  await page.getByLabel('Issuer').fill(issuer);
  await page.getByRole('button', { name: 'Ask the provider' }).click();
  await page.getByText('Whether it accepts the client and its secret is told by Test').waitFor();
  await page.getByLabel('Client ID').fill('rollcall');
  await page.getByLabel('Client secret').fill(oidcSecret);
  await page.getByRole('textbox', { name: 'Name' }).fill('Okta OIDC');
  await page.getByRole('button', { name: 'Save the connection' }).click();
  const heading = page.getByRole('heading', { name: 'Okta OIDC' });
  const card = page.getByRole('listitem').filter({ has: heading });
  await card.getByText('/oidc/callback').waitFor();
  await card.getByRole('button', { name: 'Test' }).click();
  await card.getByText('answers, and accepts the client and its secret. Nothing was changed.').waitFor();
  expect(await card.getByRole('alert').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a refused client is told to make sign-in fail, with what to do in Okta', async () => {
  const { issuer } = await oidcIdp();
  const settings = { issuer, clientId: 'rollcall', clientSecret: 'a wrong secret' };
  const { page, card, complaints } = await consoleWith({ name: 'Okta OIDC', ...settings });
  const alert = card.getByRole('alert');
  await alert.getByText('Sign-in by this connection will fail').waitFor();
  await alert.getByText('invalid_client').waitFor();
  await alert.getByText('Client Credentials').waitFor();
  expect(await card.textContent()).not.toContain('accepts the client');
  expect(await flawsOf(page, { picture: 'refused-client' })).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a client of which nothing was found out is not told to be refused', async () => {
  const { issuer, answers } = await wrongOidcProvider();
  answers['/token'] = answering('<html></html>', 'text/html');
  const settings = { issuer, clientId: 'rollcall', clientSecret: oidcSecret };
  const { card } = await consoleWith({ name: 'Okta OIDC', ...settings });
  const alert = card.getByRole('alert');
  await alert.getByText('Whether the client and its secret are accepted is not known.').waitFor();
  expect(await card.textContent()).not.toContain('will fail');
});

test('metadata with an address are asked for', async () => {
  const { url: metadataUrl } = await webServer(answering(oktaMetadata));
  const { card } = await consoleWith({ name: 'Okta SAML', metadataUrl });
  await card.getByText('The identity provider answers. Nothing was changed.').waitFor();
});
