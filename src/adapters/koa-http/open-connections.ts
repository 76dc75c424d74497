import type { Socket } from 'node:net';
import { rangeOf, socketAddress } from './client-address.ts';
import { Tally } from './tally.ts';

/** So many connections for each request that is worked on: those between requests cost some memory as well. */
const connectionsPerActive = 10;
/** Beyond those that are answered: connections that are being told that there are too many. */
const refusedMax = 500;

/**
 * Bounds how many connections a process holds. An address, or the network of 64 bits that an address of IPv6 is in, has no
 * more of them than are left, so that others find one as well. Behind a proxy there is one address, and all are left to it.
 */
export class OpenConnections {
  /** Beyond it a connection is closed without a word. */
  readonly serverMax: number;
  private readonly max: number;
  private readonly ofAddresses = new Tally();
  private readonly crowded = new WeakSet<Socket>();

  /** @param requestsMax - how many requests are worked on at once. */
  constructor(
    requestsMax: number,
    private readonly trustProxy: boolean,
  ) {
    this.max = requestsMax * connectionsPerActive;
    this.serverMax = this.max + refusedMax;
  }

  /** Counts a connection until it is closed. */
  readonly open = (socket: Socket): void => {
    const address = rangeOf(socketAddress(socket));
    const left = this.max - this.ofAddresses.total;
    if (left <= (this.trustProxy ? 0 : this.ofAddresses.of(address))) {
      this.crowded.add(socket);
      return;
    }
    this.ofAddresses.add(address);
    socket.once('close', () => this.ofAddresses.remove(address));
  };

  /** Whether the connection is one too many: the first request on it is refused, and ends it. */
  readonly isCrowded = (socket: Socket): boolean => this.crowded.has(socket);
}
