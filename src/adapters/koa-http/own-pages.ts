import { publicAddressOf } from './public-address.ts';
import type { HttpContext, HttpMiddleware } from './request-state.ts';
import { refuse } from './surface.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The header that scripts of our own send with whatever changes something; its value does not matter. */
const requestHeader = 'X-Rollcall-Request';

/**
 * Refuses what the page of another site has a browser send, cookies included. Browsers name the page's origin with every
 * request that may change something, and those that know `Sec-Fetch-Site` say it in a way that no page can alter.
 */
export const fromOwnPages =
  (publicUrl: string | undefined): HttpMiddleware =>
  (context, next) => {
    if (safeMethods.has(context.method) || isFromOwnPage(context, publicUrl)) return next();
    const { origin } = new URL(publicAddressOf(context, publicUrl));
    return refuse(
      context,
      403,
      `This changes something, and was not sent by a page of ${origin}. Nothing has changed. Open that address and try again there; if it is not yours, the operator sets ROLLCALL_PUBLIC_URL.`,
    );
  };

/** Refuses what no script of our own can have sent: a form cannot set headers, and another site's script may not. */
export const fromOwnScripts: HttpMiddleware = (context, next) => {
  if (safeMethods.has(context.method) || context.get(requestHeader) !== '') return next();
  return refuse(
    context,
    403,
    `Whoever is signed in changes something with the header ${requestHeader} only, and it is missing. Nothing has changed.`,
  );
};

function isFromOwnPage(context: HttpContext, publicUrl: string | undefined): boolean {
  const site = context.get('Sec-Fetch-Site');
  const { origin } = new URL(publicAddressOf(context, publicUrl));
  return context.get('Origin') === origin && (site === '' || site === 'same-origin');
}
