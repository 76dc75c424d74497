import { randomBytes } from 'node:crypto';
import { consolePaths } from '../console/paths.ts';
import { problemFormat } from '../koa-http/error-format.ts';
import { publicAddressOf } from '../koa-http/public-address.ts';
import type { HttpContext } from '../koa-http/request-state.ts';
import { refuse, type Surface } from '../koa-http/surface.ts';
import { type BuiltConsole, readBuiltConsole } from './built-console.ts';

const assetsPath = '/assets';
const fileUnknown = 'There is no such file. A page from before an update asks for it: load the page again.';

/**
 * The web application: one page at each of its addresses, and the files that the page asks for.
 *
 * @param folder - where the build has put it.
 */
export function consoleSurface(folder: string, { publicUrl }: { readonly publicUrl?: string }): Surface {
  let built: BuiltConsole | undefined;
  const middleware = (context: HttpContext) => {
    if (context.method !== 'GET' && context.method !== 'HEAD') {
      context.res.setHeader('Allow', 'GET, HEAD');
      return refuse(context, 405, 'Pages are only read. What changes something goes to /api/v1.');
    }
    // Whoever never opens it pays nothing for it.
    built ??= readBuiltConsole(folder);
    if (context.state.prefix === assetsPath) return sendFile(context, built);
    return sendPage(context, built, new URL(publicAddressOf(context, publicUrl)).pathname);
  };
  return { prefixes: [assetsPath, ...consolePaths], errorFormat: problemFormat, middleware };
}

function sendFile(context: HttpContext, { files }: BuiltConsole): void {
  const file = files.get(context.path.slice(assetsPath.length + 1));
  if (file === undefined) {
    refuse(context, 404, fileUnknown);
    return;
  }
  const { mediaType, encodings } = file;
  const encoding = context.acceptsEncodings(...encodings.keys()) || 'identity';
  const { res } = context;
  res.setHeader('Vary', 'Accept-Encoding');
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  res.setHeader('Content-Type', mediaType);
  if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding);
  context.body = encodings.get(encoding);
}

/** @param path - of the address at which browsers reach the service: a proxy may have it below one. */
function sendPage(context: HttpContext, { page }: BuiltConsole, path: string): void {
  const nonce = randomBytes(18).toString('base64');
  context.res.setHeaders(
    new Map(Object.entries({ ...pageHeaders, 'Content-Security-Policy': policyWith(nonce) })),
  );
  context.res.setHeader('Content-Type', 'text/html; charset=utf-8');
  context.body = page.replace('{{base}}', escaped(path.replace(/\/*$/, '/'))).replaceAll('{{nonce}}', nonce);
}

/** Of pages; those that make style sheets by script have them let in by the nonce. */
const policyWith = (nonce: string): string =>
  [
    "default-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const pageHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'same-origin',
};

const escaped = (text: string): string => text.replace(/[&"<>]/g, (one) => `&#${one.charCodeAt(0)};`);
