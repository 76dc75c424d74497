import { isLoopback } from '../../domain/sign-in/provider-url.ts';
import { publicAddressOf } from '../koa-http/public-address.ts';
import type { HttpContext } from '../koa-http/request-state.ts';

/**
 * The address that identity providers know. It is never what the request alone says of it, other than on this machine: whoever
 * chose it could pass off an assertion that was made for another service.
 *
 * @returns `undefined` where the operator has not told it.
 */
export function signInAddress(context: HttpContext, publicUrl: string | undefined): string | undefined {
  const address = publicAddressOf(context, publicUrl);
  return publicUrl !== undefined || isLoopback(new URL(address).hostname) ? address : undefined;
}

/** What precedes the paths of links: a proxy may have the service below one. */
export const basePathOf = (address: string): string => new URL(address).pathname.replace(/\/$/, '');
