import { isIP, isIPv6, type Socket } from 'node:net';
import type { HttpContext } from './request-state.ts';

/**
 * The address from which the request came. Behind a trusted proxy it is the last of `X-Forwarded-For`, which
 * that proxy wrote; those before it are whatever the client sent.
 */
export function clientAddress(context: HttpContext): string {
  const forwarded = context.app.proxy ? lastHop(context.get('X-Forwarded-For')) : undefined;
  return forwarded ?? socketAddress(context.req.socket);
}

/** The address at the other end of a connection. */
export const socketAddress = ({ remoteAddress = 'unknown' }: Socket): string => withoutMapping(remoteAddress);

/** An address of IPv4 as such, also where it came by IPv6. */
const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/**
 * The address, or of IPv6 the network of 64 bits that it is in: whoever has one of its addresses has all of them, and
 * could use another one each time.
 */
export const rangeOf = (address: string): string => (isIPv6(address) ? networkOf(address) : address);

function networkOf(address: string): string {
  const [start = [], end = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(Math.max(0, 8 - start.length - end.length)).fill('0');
  return [...start, ...zeros, ...end].slice(0, 4).join(':');
}

function lastHop(forwardedFor: string): string | undefined {
  const hop = withoutPort(forwardedFor.slice(forwardedFor.lastIndexOf(',') + 1).trim());
  return isIP(hop) === 0 ? undefined : withoutMapping(hop);
}

/** Some proxies, Azure's among them, write the port as well. */
const withoutPort = (hop: string): string =>
  hop.replace(/^\[(.+)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
