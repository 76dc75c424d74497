import { hash } from 'node:crypto';
import { type Html, html } from './html.ts';
import { pageStyle } from './page-style.ts';

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** In `<head>`. */
  readonly head?: Html;
}

/** Sends the page's one form at once; whoever has no scripts finds its button. */
const script = 'document.forms[0].submit()';

/** Of a page that goes on by itself. */
export const sendsItself = html`<script>${raw(script)}</script>`;

const digestOf = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

/**
 * Nothing is loaded from anywhere, and only what stands here is run. Style and script are the same in all pages, so that their
 * digests say it as a nonce would, and no page can be read together with another one's.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${digestOf(pageStyle)}`,
  `script-src ${digestOf(script)}`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** What stands in every answer of this surface. */
export const pageHeaders = new Map([
  ['Content-Security-Policy', contentSecurityPolicy],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  // Not `no-referrer`, with which browsers name no origin of forms.
  ['Referrer-Policy', 'same-origin'],
  ['X-Frame-Options', 'DENY'],
]);

export const htmlMediaType = 'text/html; charset=utf-8';

const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="currentColor" fill-opacity=".12"/><path d="M8 10.5l2 2 3.5-4M8 20.5l2 2 3.5-4" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/><path d="M17.5 11H25M17.5 21H25" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/></svg>`;

/** A whole document. */
export const pageText = ({ title, head, body }: Page): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Rollcall</title>
<style>${raw(pageStyle)}</style>
${head}
</head>
<body>
<header>${mark}Rollcall</header>
<main>
${body}
</main>
<footer>Rollcall keeps your people and their access in step with your directory.</footer>
</body>
</html>
`.text;

/** Our own text, which is no markup and must not be changed. */
function raw(text: string): Html {
  return { text };
}
