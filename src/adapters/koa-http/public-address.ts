import type { HttpContext } from './request-state.ts';

/**
 * Where the service is, as the client sees it: without a slash at the end, and with the path that a proxy takes away.
 *
 * @param publicUrl - what the operator says of it; without it, the address to which the request came.
 */
export const publicAddressOf = (context: HttpContext, publicUrl: string | undefined): string =>
  publicUrl?.replace(/\/+$/, '') ?? `${context.protocol}://${context.host}`;
