import { type IPv4, type IPv6, isValid, isValidCIDR, process as parse, parseCIDR } from 'ipaddr.js';
import type { AddressRanges } from '../../application/ports/address-ranges.ts';

type Range = [IPv4 | IPv6, number];

export class IpAddressRanges implements AddressRanges {
  isRange(text: string): boolean {
    return isValidCIDR(text) || (isValid(text) && /[.:].*[.:]/.test(text));
  }

  includes(ranges: readonly string[], address: string): boolean {
    if (!isValid(address)) return false;
    const parsed = parse(address);
    return ranges.map(rangeOf).some(([network, bits]) => isIn(parsed, network, bits));
  }
}

const rangeOf = (text: string): Range => {
  if (text.includes('/')) return parseCIDR(text);
  const address = parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};

const isIn = (address: IPv4 | IPv6, network: IPv4 | IPv6, bits: number): boolean =>
  address.kind() === network.kind() && address.match([network, bits] as [IPv4, number] & [IPv6, number]);
