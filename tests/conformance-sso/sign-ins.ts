import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Connection, Installation } from './installation.ts';
import { ada, bob, carol, dan, type Person, tile } from './realm.ts';
import { type Steps, says } from './steps.ts';
import { signOutEverywhere } from './universal-logout.ts';

/** What people do at a connection of either kind. */
export async function signInBy(connection: Connection, installation: Installation, steps: Steps) {
  const { url, rollcall } = installation;
  const by = `by ${connection.name.split(' by ')[1]}`;
  const begin = (page: Page) => page.goto(`${url}/sign-in/${connection.id}`);
  const enter = async (page: Page, person: Person) => {
    await begin(page);
    await proveToBe(page, person, installation);
  };

  await steps.play(`Ada signs in ${by}, and is known again`, async (page) => {
    await enter(page, ada);
    await arrivesAs(page, ada, url);
    await page.reload();
    await arrivesAs(page, ada, url);
  });
  await steps.play(`The cookie of a session ${by} is Rollcall’s alone`, async (page) => {
    await enter(page, ada);
    await arrivesAs(page, ada, url);
    const cookies = await page.context().cookies(url);
    const session = cookies.find(({ name }) => name === '__Host-rollcall');
    assert.partialDeepStrictEqual(session, { secure: true, httpOnly: true, sameSite: 'Lax', path: '/' });
  });
  await steps.play(`Ada signs out, and nobody who goes back is signed in (${by})`, async (page) => {
    await enter(page, ada);
    await arrivesAs(page, ada, url);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL((at) => at.pathname === '/sign-in');
    await page.goto(url);
    await page.waitForURL((at) => at.pathname === '/sign-in');
  });
  await steps.play(`Who is signed in at Keycloak comes in without a password (${by})`, async (page) => {
    await enter(page, ada);
    await arrivesAs(page, ada, url);
    // The console would ask for a sign-in by itself.
    await page.goto('about:blank');
    await page.context().clearCookies({ name: /rollcall/ });
    await begin(page);
    await arrivesAs(page, ada, url);
  });
  for (const [person, check] of [
    [bob, 'active'],
    [carol, 'role'],
    [dan, 'agent'],
  ] as const) {
    await steps.play(`${person.givenName} is refused ${by}: ${check}`, async (page) => {
      await enter(page, person);
      await isRefused(page, check, installation);
    });
  }
  await steps.play(`A session ${by} ends with the access of its person`, async (page) => {
    await enter(page, ada);
    await arrivesAs(page, ada, url);
    await rollcall.activate(ada, false);
    try {
      await page.reload();
      await page.waitForURL((at) => at.pathname === '/sign-in');
    } finally {
      await rollcall.activate(ada, true);
    }
  });
}

/** What Okta asks for in the name of a connection by OpenID Connect. */
export async function signOutByOkta(installation: Installation, steps: Steps) {
  const { url, oidc } = installation;
  await steps.play('Universal Logout ends the session of Ada', async (page) => {
    await page.goto(`${url}/sign-in/${oidc.id}`);
    await proveToBe(page, ada, installation);
    await arrivesAs(page, ada, url);
    await signOutEverywhere(page.context().request, ada, installation);
    await page.reload();
    await page.waitForURL((at) => at.pathname === '/sign-in');
  });
}

/** What is SAML's alone. */
export async function signInByTile(installation: Installation, steps: Steps) {
  const { url, keycloak } = installation;
  await steps.play('A tile at Keycloak, whose response nobody asked for, begins a sign-in', async (page) => {
    await page.goto(`${keycloak.realmUrl}/protocol/saml/clients/${tile}`);
    await proveToBe(page, ada, installation);
    await arrivesAs(page, ada, url);
  });
  await steps.play('An assertion that Keycloak does not sign is refused and explained', async (page) => {
    await keycloak.changeSamlClient({ 'saml.assertion.signature': 'false' });
    try {
      await page.goto(`${url}/sign-in/${installation.saml.id}`);
      await proveToBe(page, ada, installation);
      await isRefused(page, 'assertionSignature', installation);
    } finally {
      await keycloak.changeSamlClient({ 'saml.assertion.signature': 'true' });
    }
  });
}

async function proveToBe(page: Page, { givenName }: Person, { password }: Installation): Promise<void> {
  await page.fill('#username', givenName.toLowerCase());
  await page.fill('#password', password);
  await page.click('#kc-login');
}

async function arrivesAs(page: Page, { email }: Person, url: string): Promise<void> {
  await page.waitForURL(`${url}/`);
  await says(page, email);
}

/** In words, and with an id that finds the attempt. */
async function isRefused(page: Page, check: string, { url, rollcall }: Installation): Promise<void> {
  await page.waitForURL(`${url}/sign-in/**`);
  await page.getByText('For administrators').click();
  await says(page, check);
  const mnemonicId = await page.locator('.word strong').textContent();
  const refused = JSON.stringify(rollcall.verb(['audit', 'tail', '--refused', '--limit', '1']));
  assert.ok(
    mnemonicId && refused.includes(mnemonicId),
    `The audit log does not have ${mnemonicId}: ${refused}`,
  );
}
