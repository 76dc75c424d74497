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
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

const isIn = (address: IPv4 | IPv6, network: IPv4 | IPv6, bits: number): boolean =>
  address.kind() === network.kind() && address.match([network, bits] as [IPv4, number] & [IPv6, number]);
