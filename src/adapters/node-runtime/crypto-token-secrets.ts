import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { TokenSecrets } from '../../application/ports/token-secrets.ts';

const secretBytes = 32;

export class CryptoTokenSecrets implements TokenSecrets {
  generate(): string {
    return randomBytes(secretBytes).toString('base64url');
  }

  hash(secret: string): string {
    return createHash('sha256').update(secret).digest('hex');
  }

  matches(secret: string, hash: string): boolean {
    const actual = Buffer.from(this.hash(secret));
    const expected = Buffer.from(hash);
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  }
}
