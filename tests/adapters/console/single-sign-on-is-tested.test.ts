import { expect, test } from 'vitest';
import { instantOf } from '../../../src/domain/shared/instant.ts';
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

test('what the form holds is tested before it is saved, and again once it is changed', async () => {
  const account = await server().openAccount();
  const before = await server().application.listSsoConnections(account.caller);
  const { page, complaints } = await visitor(account, 'owner');
  const { issuer } = await oidcIdp();
  await page.goto('/connections?add=oidc');
  const form = page.getByRole('form', { name: 'OpenID Connect' });
  await form.getByLabel('Issuer').fill(issuer);
  const tested = form.getByRole('button', { name: 'Test' });
  expect(await tested.count()).toBe(0);
  await form.getByRole('button', { name: 'Ask the provider' }).click();
  await form.getByLabel('Client ID').fill('rollcall');
  await form.getByLabel('Client secret').fill('a wrong secret');
  await tested.click();
  await form.getByRole('alert').getByText('Sign-in by this connection will fail').waitFor();
  expect(await form.getByRole('alert').textContent()).not.toContain('Change');
  expect(await flawsOf(page, { picture: 'refused-draft' })).toEqual([]);
  await form.getByLabel('Client secret').fill(oidcSecret);
  await form.getByRole('alert').waitFor({ state: 'detached' });
  await tested.click();
  await form.getByText('accepts the client and its secret. Nothing is saved yet.').waitFor();
  expect(await server().application.listSsoConnections(account.caller)).toEqual(before);
  await form.getByRole('button', { name: 'Save the connection' }).click();
  await page.getByRole('heading', { name: 'Okta', exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test('of a draft of which nothing was found out no more is told', async () => {
  const { issuer, answers } = await wrongOidcProvider();
  answers['/token'] = answering('<html></html>', 'text/html');
  const { page } = await visitor(await server().openAccount(), 'owner');
  await page.goto('/connections?add=oidc');
  await page.getByLabel('Issuer').fill(issuer);
  await page.getByRole('button', { name: 'Ask the provider' }).click();
  await page.getByLabel('Client ID').fill('rollcall');
  await page.getByLabel('Client secret').fill(oidcSecret);
  await page.getByRole('form').getByRole('button', { name: 'Test' }).click();
  await page.getByText('Whether the client and its secret are accepted is not known.').waitFor();
});

test('the secret of a draft is in no body that is kept', async () => {
  const { caller } = await server().openAccount();
  const { application } = server();
  await application.keepRequestBodies(caller, { until: instantOf(new Date(Date.now() + 3_600_000)) });
  const { page } = await visitor({ caller }, 'owner');
  await page.goto('/connections');
  const { issuer } = await oidcIdp();
  const clientSecret = 'a secret that nobody reads';
  const kept = async () => {
    await page.evaluate(
      (body) =>
        fetch('/api/v1/sso-tests', {
          method: 'POST',
          headers: { 'X-Rollcall-Request': 'console', 'Content-Type': 'application/json' },
          body,
        }),
      JSON.stringify({ issuer, clientId: 'rollcall', clientSecret }),
    );
    const { requests } = await application.listRequests(caller, { limit: 200 });
    return JSON.stringify(
      await Promise.all(requests.map(({ at, id }) => application.readRequest(caller, { at, id }))),
    );
  };
  await expect.poll(kept, { interval: 1_000 }).toContain('\\"clientSecret\\"');
  expect(await kept()).not.toContain(clientSecret);
});
