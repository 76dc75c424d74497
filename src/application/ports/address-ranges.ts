/** Network addresses, and the networks in which they are. */
export interface AddressRanges {
  /** Whether a text is an address, or a network in CIDR notation such as `203.0.113.0/24`. */
  isRange(text: string): boolean;
  /** Whether the address is in one of the ranges; one of IPv4 that comes by IPv6 is taken for what it is. */
  includes(ranges: readonly string[], address: string): boolean;
}
