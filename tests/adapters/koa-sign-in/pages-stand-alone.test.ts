import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { secretKey } from '../../support/sign-in-connections.ts';
import { accountToEnter, acsOf, samlAnswer, signInBySaml } from '../../support/signing-in.ts';
import { serverOn } from '../../support/start-server.ts';
import { ask } from '../koa-http/serving.ts';

const server = serverOn(undefined, { secretKey });

const digestOf = (text: string) => `'sha256-${hash('sha256', text, 'base64')}'`;

/** One page of each kind. */
async function everyPage() {
  const account = await accountToEnter(server());
  const { saml, provision, browser } = account;
  const chromium = browser();
  const unasked = { SAMLResponse: saml.idp.response(samlAnswer(saml, undefined)) };
  const pages = [
    await chromium.get('/sign-in'),
    await chromium.get('/sign-in?account=Acme'),
    await chromium.get('/sign-in?account=%3Cscript%3Ealert(1)%3C/script%3E&return=%22%3E%3Cb%3E'),
    await browser().post(acsOf(saml), unasked, { isCrossSite: true }),
    await chromium.post(acsOf(saml), { ...unasked, again: '1' }),
    await signInBySaml(chromium, saml),
    await chromium.get('/sign-in/nothing'),
    await chromium.get('/sign-out/nothing'),
    await chromium.get('/sign-in/link'),
    await chromium.post('/sign-in/link', { secret: 'made up' }),
    await chromium.post('/sign-out', {}, { headers: { Origin: 'null' } }),
  ];
  await provision({ userName: 'ada@example.com', externalId: '00u1' });
  await signInBySaml(chromium, saml);
  return { ...account, chromium, pages: [...pages, await chromium.get('/sign-out')] };
}

describe('Every page', () => {
  test('loads nothing, and runs nothing but what its policy names', async () => {
    const { pages } = await everyPage();
    for (const { headers, text } of pages) {
      const policy = String(headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-\S+'; script-src( 'sha256-\S+')+;/);
      expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'");
      expect(headers).toMatchObject({
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      for (const [, style = ''] of text.matchAll(/<style>(.*?)<\/style>/gs))
        expect(policy).toContain(digestOf(style));
      for (const [, script = ''] of text.matchAll(/<script>(.*?)<\/script>/gs))
        expect(policy).toContain(digestOf(script));
      expect(text).not.toMatch(/<(?:link|img|iframe|object|embed)\b|\bsrc=|\bon\w+=|\bstyle=/);
      expect(text).not.toMatch(/url\(|@import/);
    }
  });

  test("has the console's mark and colours, so that both look like one product", async () => {
    const shell = new URL('../../../src/adapters/console/shell/', import.meta.url);
    const [mark, tokens] = ['mark.svg', 'tokens.css'].map((name) =>
      readFileSync(new URL(name, shell), 'utf8'),
    );
    const drawing = /<\/title>(.*)<\/svg>/s.exec(mark ?? '')?.[1]?.replaceAll(/\s*\n\s*/g, '');
    const { pages } = await everyPage();
    for (const { text } of pages) {
      expect(text).toContain(`aria-hidden="true">${drawing}</svg>`);
      for (const [colour] of text.matchAll(/--\w[\w-]*: light-dark\([^)]*\);/g))
        expect(tokens).toContain(colour);
    }
  });

  test('says its language, fits narrow screens, has one heading, and names what is to be filled in', async () => {
    const { pages } = await everyPage();
    for (const { text } of pages) {
      expect(text).toContain('<html lang="en">');
      expect(text).toContain('content="width=device-width, initial-scale=1"');
      expect(text.match(/<h1>/g)).toHaveLength(1);
      expect(text.match(/<main>/g)).toHaveLength(1);
      expect(text).toMatch(/<title>[^<]+ · Rollcall<\/title>/);
      for (const [input] of text.matchAll(/<input (?!type="hidden")[^>]*>/g)) {
        const [, id = ''] = /id="([^"]+)"/.exec(input) ?? [];
        expect(text).toContain(`<label for="${id}">`);
      }
    }
  });

  test('shows what strangers send as text', async () => {
    const { pages } = await everyPage();
    expect(pages[2]?.text).toContain(
      'There is no account called “&lt;script&gt;alert(1)&lt;/script&gt;” here.',
    );
    for (const { text } of pages) expect(text).not.toMatch(/<script>alert|"><b>/);
  });

  test('is a page also where the request is refused before', async () => {
    const { port } = server();
    const answer = await ask(port, '/sign-in', { headers: { Host: 'a b' } });
    expect(answer).toMatchObject({ status: 400, headers: { 'content-type': 'text/html; charset=utf-8' } });
  });
});

describe('The page on which somebody chooses', () => {
  test('names what the account has where its name is known, and no account to strangers', async () => {
    const { browser, saml } = await accountToEnter(server(), 'Zürich & Co');
    const chromium = browser();
    const { text } = await chromium.get(
      `/sign-in?account=${encodeURIComponent(' ZÜRICH & co')}&return=/groups`,
    );
    expect(text).toContain('Sign in to Zürich &amp; Co');
    expect(text).toContain(`href="/sign-in/${saml.id}?return=%2Fgroups"`);
    expect((await chromium.get('/sign-in')).text).not.toContain('Zürich');
  });
});

describe('Behind an address of its own', () => {
  const proxied = serverOn(undefined, { secretKey, publicUrl: 'https://rollcall.example.com/people/' });

  test('cookies are for that host alone, and links lead below its path', async () => {
    const { saml, browser } = await accountToEnter(proxied());
    const chromium = browser();
    const begun = await chromium.get(`/sign-in/${saml.id}`);
    expect(begun.headers['set-cookie']?.[0]).toMatch(
      /^__Host-rollcall-sign-in=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/,
    );
    const { text } = await chromium.get('/sign-in?account=Acme');
    expect(text).toContain(`href="/people/sign-in/${saml.id}"`);
    const metadata = await chromium.get(`/sign-in/${saml.id}/saml`);
    expect(metadata.headers['content-type']).toContain('application/samlmetadata+xml');
    expect(metadata.text).toContain(`entityID="https://rollcall.example.com/people/sign-in/${saml.id}/saml"`);
    expect(metadata.text).toContain(
      `Location="https://rollcall.example.com/people/sign-in/${saml.id}/saml/acs"`,
    );
  });
});

test('whoever says another host signs in at none, since that host could be another service', async () => {
  const { saml } = await accountToEnter(server());
  const { port } = server();
  for (const host of ['evil.example', 'rollcall.example.com:443', '203.0.113.7'])
    expect((await ask(port, `/sign-in/${saml.id}`, { headers: { Host: host } })).status).toBe(421);
  for (const host of ['localhost', '127.0.0.1:80', '[::1]'])
    expect((await ask(port, `/sign-in/${saml.id}`, { headers: { Host: host } })).status).toBe(303);
});
