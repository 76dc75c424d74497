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
const submits = 'document.forms[0].submit()';
/** Fills the page's one field with what follows `#` in its address, which no browser sends by itself. */
const fills = 'document.forms[0].elements[0].value = location.hash.slice(1)';

/** Of a page that goes on by itself. */
export const sendsItself = html`<script>${raw(submits)}</script>`;
/** Of a page that asks for what its address has. */
export const takesFragment = html`<script>${raw(fills)}</script>`;

const digestOf = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

/**
 * Nothing is loaded from anywhere, and only what stands here is run. Style and scripts never change, so that their
 * digests say it as a nonce would, and no page can be read together with another one's.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${digestOf(pageStyle)}`,
  `script-src ${digestOf(submits)} ${digestOf(fills)}`,
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

/** The console's, as `console/shell/mark.svg` has it. */
const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#1f3a5c"/><path d="M9 5v22" stroke="#e0847c" stroke-width="1.5"/><g fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><path d="M13 10.5h3M13 16.5h3M13 22.5h3" opacity=".6"/><path d="m20 10.5 1.8 1.8 3.7-3.8M20 16.500l1.8 1.8 3.7-3.8M20 22.500l1.8 1.8 3.7-3.8"/></g></svg>`;

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
