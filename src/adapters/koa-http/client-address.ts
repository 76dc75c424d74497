import { isIP } from 'node:net';
import type { HttpContext } from './request-state.ts';

/**
 * The address from which the request came. Behind a trusted proxy it is the last of `X-Forwarded-For`, which
 * that proxy wrote; those before it are whatever the client sent.
 */
export function clientAddress(context: HttpContext): string {
  const forwarded = context.app.proxy ? lastHop(context.get('X-Forwarded-For')) : undefined;
  const address = forwarded ?? context.req.socket.remoteAddress ?? 'unknown';
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}

function lastHop(forwardedFor: string): string | undefined {
  const hop = forwardedFor.slice(forwardedFor.lastIndexOf(',') + 1).trim();
  return isIP(hop) === 0 ? undefined : hop;
}
