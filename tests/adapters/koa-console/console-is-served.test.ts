import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { consolePaths } from '../../../src/adapters/console/paths.ts';
import { serverOn } from '../../support/start-server.ts';
import { rawAnswer } from './raw-answer.ts';

const server = serverOn();
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(server().baseUrl(path), { method, headers });

const scriptIn = (page: string): string => /src="\.(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? '';

describe('the page', () => {
  test.each([...consolePaths, '/people/0199d2a0-0000-7000-8000-ffffffffffff', '/activity?failed=true'])(
    'is at %s, so that a link shows a colleague the same',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(await answer.text()).toContain('<div id="console">');
    },
  );

  test.each(['/nowhere', '/People', '/Users', '/api', '/api/v1/nothing', '/scim/v3', '/audit-log', '/okta'])(
    'is not at %s',
    async (path) => {
      const answer = await get(path, { Accept: 'text/html' });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).not.toContain('<div id="console">');
    },
  );

  test('is kept nowhere, and lets in what is ours and nothing else', async () => {
    const { headers } = await get('/');
    expect(headers.get('Cache-Control')).toBe('no-store');
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toMatch(/^default-src 'self'; style-src 'self' 'nonce-[\w+/]{24}'; /);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    for (const said of [
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(said);
  });

  test('has another nonce in each answer, the one of its policy', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const answer = await get('/people');
        const [, nonce = ''] =
          /'nonce-([^']+)'/.exec(answer.headers.get('Content-Security-Policy') ?? '') ?? [];
        expect(await answer.text()).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  test('has no script and no style of its own', async () => {
    const page = await (await get('/')).text();
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=/);
    expect(page).not.toMatch(/\{\{/);
  });

  test('is only read', async () => {
    const answer = await get('/people', {}, 'POST');
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
    expect((await get('/people', {}, 'HEAD')).status).toBe(200);
  });
});

describe('below a path that a proxy takes away', () => {
  const below = serverOn(undefined, { publicUrl: 'https://apps.example.com/rollcall/' });

  test('the page says where it is, and its files hang on that', async () => {
    const page = await (await fetch(below().baseUrl('/people'))).text();
    expect(page).toContain('<base href="/rollcall/" />');
    expect(page.match(/(?:src|href)="(?!\.\/assets\/|\/rollcall\/)/g)).toBeNull();
  });
});

describe('its files', () => {
  const script = async () => scriptIn(await (await get('/')).text());

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('come compressed with %s, as they were at the build', async (encoding, decompress) => {
    const path = await script();
    const plain = await rawAnswer(server().port, path, 'identity');
    const { headers, body } = await rawAnswer(server().port, path, encoding);
    expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
    expect(body.length).toBeLessThan(plain.body.length / 2);
    expect(decompress(body).equals(plain.body)).toBe(true);
  });

  test('may be kept for ever, since another content has another name', async () => {
    const { headers } = await get(await script());
    expect(headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test.each([
    '/assets',
    '/assets/',
    '/assets/none.js',
    '/assets/../index.html',
    '/assets/%2e%2e/manifest.json',
  ])('nothing is at %s, and whoever keeps a page from before an update is told so', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });
});
