import type { HttpContext } from '../koa-http/request-state.ts';

/** What operators type into Okta. */
export const basePathShown = '/scim/v2';
/** The same as the router writes it. */
export const basePathPattern = '{/api/v1}/scim/v2';
const basePaths = [basePathShown, '/api/v1/scim/v2'];

/** The path under which the request found this surface; `undefined` where the request is not for it. */
export const basePathOf = (path: string): string | undefined =>
  basePaths.find(
    (base) => path.startsWith(base) && (path.length === base.length || path[base.length] === '/'),
  );

/**
 * Where this surface answers, as the client sees it.
 *
 * @param publicUrl - what the operator says of it; without it, the address to which the request came.
 */
export function baseUrlOf(context: HttpContext, basePath: string, publicUrl: string | undefined): string {
  const origin = publicUrl?.replace(/\/+$/, '') ?? `${context.protocol}://${context.host}`;
  return origin + basePath;
}
