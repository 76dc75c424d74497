import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { TokenSecrets } from '../../application/ports/token-secrets.ts';

const secretBytes = 32;

export class CryptoTokenSecrets implements TokenSecrets {
  generate(): string {
    return randomBytes(secretBytes).toString('base64url');
  }

  derive(secret: string, purpose: string): string {
    return createHmac('sha256', secret).update(purpose).digest('base64url');
  }

  hash(secret: string): string {
    return hash('sha256', secret, 'hex');
  }

  matches(secret: string, secretHash: string): boolean {
    const actual = Buffer.from(this.hash(secret));
    const expected = Buffer.from(secretHash);
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  }
}
