import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signInLinkAddress } from '../../src/domain/sign-in/sign-in-link.ts';
import { chromiumMissing, launchChromium } from '../support/chromium.ts';
import { samlIdpPages } from '../support/saml-idp-pages.ts';
import { secretKey } from '../support/sign-in-connections.ts';
import { accountToEnter } from '../support/signing-in.ts';
import { serverOn } from '../support/start-server.ts';

const missing = chromiumMissing();
if (missing !== undefined && process.env.CI) throw new Error(missing);

describe.skipIf(missing !== undefined)('In Chromium a person', () => {
  const server = serverOn(undefined, { secretKey });
  let browser: Browser;
  let page: Page;
  /** Whom the pages asked, and of what the browser complained. */
  let asked: Set<string>;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    [asked, complaints] = [new Set(), []];
    const context = await browser.newContext({ viewport: { width: 1280, height: 740 } });
    page = await context.newPage();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    return () => context.close();
  });

  async function account() {
    const pages = await samlIdpPages();
    const origin = server().baseUrl('');
    const made = await accountToEnter(server(), 'Acme', pages.idp);
    pages.knowing(made.saml, origin);
    return { ...made, origin, tile: pages.tile };
  }

  const arrives = async (origin: string, query = '') => {
    await page.waitForURL(`${origin}/${query}`);
    await page.getByText('ada@example.com').first().waitFor();
  };

  test('signs in by SAML, with a response that a page of another site sends, and signs out', async () => {
    const { saml, provision, origin } = await account();
    await provision();
    await page.goto(`${origin}/sign-in/${saml.id}`);
    await arrives(origin);
    const [cookie] = (await page.context().cookies(origin)).filter(({ name }) => name === 'rollcall');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/signed-out/);
    await page.goto(origin);
    await page.waitForURL((at) => at.pathname === '/sign-in');
  });

  test('signs in by OpenID Connect, and is led to where she wanted to go', async () => {
    const { oidc, provision, origin } = await account();
    await provision();
    await page.goto(`${origin}/sign-in/${oidc.id}?return=${encodeURIComponent('/?after')}`);
    await arrives(origin, '?after');
    expect(complaints).toEqual([]);
  });

  test('who clicks a tile of a dashboard is signed in by a request of our own', async () => {
    const { tile, provision, origin, journal } = await account();
    await provision();
    await page.goto(tile);
    await arrives(origin);
    expect((await journal()).filter(({ action }) => action === 'SessionBegan')).toHaveLength(1);
  });

  test('signs in by a link of an owner, which counts once', async () => {
    const { caller, origin } = await account();
    const userName = 'ada@example.com';
    await server().application.nameOwner(caller, { userName });
    const { secret } = await server().application.makeSignInLink(caller, { userName });
    for (const arrived of [true, false]) {
      await page.context().clearCookies();
      await page.goto(signInLinkAddress(origin, secret));
      await page.reload();
      await page.getByRole('button', { name: 'Sign in' }).click();
      if (arrived) await arrives(origin);
      else await page.getByText('Tell your administrator').waitFor();
    }
  });

  test('who is deactivated reads why, and an id that finds the attempt in the audit log', async () => {
    const { saml, provision, origin, journal } = await account();
    await provision({ active: false });
    await page.goto(`${origin}/sign-in/${saml.id}`);
    await page.getByRole('heading', { name: 'Your access has been taken away' }).waitFor();
    const id = (await page.locator('.word strong').textContent()) ?? '';
    expect(id).toMatch(/^[a-z]+-[a-z]+-\d+$/);
    expect(JSON.stringify((await journal())[0])).toContain(id);
    expect(await page.context().cookies(origin)).not.toContainEqual(
      expect.objectContaining({ name: 'rollcall' }),
    );
  });

  test('finds every page within 360 pixels, without a complaint of the browser or a request to anybody else', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const { saml, provision, origin } = await account();
    const fits = async () => {
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '');
      });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    };
    await page.goto(`${origin}/sign-in`);
    await fits();
    await page.goto(`${origin}/sign-in/${saml.id}`);
    await page.getByText('For administrators').waitFor();
    await fits();
    const userName = 'a-rather-long-name-of-somebody@subsidiary.example.com';
    await provision({ userName, externalId: '00u1' });
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await page.waitForURL(`${origin}/`);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await fits();
    expect([...asked].filter((one) => one !== origin && !one.startsWith('http://localhost:'))).toEqual([]);
    expect(complaints.filter((one) => !one.includes('status of 403'))).toEqual([]);
  });
});
