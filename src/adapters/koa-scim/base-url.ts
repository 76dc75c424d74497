import { publicAddressOf } from '../koa-http/public-address.ts';
import type { HttpContext } from '../koa-http/request-state.ts';

/** Where this surface answers. */
export const basePath = '/scim/v2';
/** MaestroQA's API has its path in front. */
const outerPath = '/api/v1';
export const basePaths: readonly string[] = [basePath, outerPath + basePath];
/** All of them, as the router writes it. */
export const basePathPattern = `{${outerPath}}${basePath}`;

/**
 * Where this surface answers, as the client sees it.
 *
 * @param publicUrl - what the operator says of it; without it, the address to which the request came.
 */
export function baseUrlOf(context: HttpContext, publicUrl: string | undefined): string {
  return publicAddressOf(context, publicUrl) + (context.state.prefix ?? basePath);
}
