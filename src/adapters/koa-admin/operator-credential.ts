import { hash, timingSafeEqual } from 'node:crypto';

/** The tokens with which whoever runs the service uses the API; they stand in the configuration and in no database. */
export class OperatorCredential {
  private readonly digests: readonly Buffer[];

  /** @param hashes - SHA-256 of each, in hex. */
  constructor(hashes: readonly string[]) {
    this.digests = hashes.map((one) => Buffer.from(one, 'hex'));
  }

  isGenuine(text: string): boolean {
    const digest = hash('sha256', text, 'buffer');
    return this.digests.some((one) => timingSafeEqual(one, digest));
  }
}
