import { isIP } from 'node:net';
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';
import type { AddressRanges } from '../../application/ports/address-ranges.ts';

type Range = [IPv4 | IPv6, number];

export class IpAddressRanges implements AddressRanges {
  isRange(text: string): boolean {
    const [address = '', ...bits] = text.split('/');
    // Other forms, such as three numbers, mean different things to different people.
    return isIP(address) !== 0 && (bits.length === 0 || ipaddr.isValidCIDR(text));
  }

  includes(ranges: readonly string[], address: string): boolean {
    if (isIP(address) === 0) return false;
    const parsed = ipaddr.process(address);
    return ranges.map(rangeOf).some(([network, bits]) => isIn(parsed, network, bits));
  }
}

function rangeOf(text: string): Range {
  if (text.includes('/')) return ofIpv4Where(ipaddr.parseCIDR(text));
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Bits in front of an IPv4 address within one of IPv6 (RFC 4291 section 2.5.5.2), as servers that listen on both see it. */
const mappedBits = 96;

/** Addresses are compared as IPv4 where they are mapped, and so are networks of them. */
const ofIpv4Where = ([network, bits]: Range): Range =>
  network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && bits >= mappedBits
    ? [network.toIPv4Address(), bits - mappedBits]
    : [network, bits];

const isIn = (address: IPv4 | IPv6, network: IPv4 | IPv6, bits: number): boolean =>
  address.kind() === network.kind() && address.match([network, bits] as [IPv4, number] & [IPv6, number]);
