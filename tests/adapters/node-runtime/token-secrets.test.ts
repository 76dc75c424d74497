import { expect, test } from 'vitest';
import { CryptoTokenSecrets } from '../../../src/adapters/node-runtime/crypto-token-secrets.ts';

const secrets = new CryptoTokenSecrets();

test('a secret has 256 bits, and no two are alike', () => {
  const made = Array.from({ length: 100 }, () => secrets.generate());
  for (const secret of made) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect(new Set(made).size).toBe(100);
});

test('a hash matches its secret and no other text', () => {
  const secret = secrets.generate();
  const hash = secrets.hash(secret);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(secrets.matches(secret, hash)).toBe(true);
  expect(secrets.matches(`${secret} `, hash)).toBe(false);
  expect(secrets.matches('', hash)).toBe(false);
  expect(secrets.matches(secret, '')).toBe(false);
  expect(secrets.matches(secret, secret)).toBe(false);
});
