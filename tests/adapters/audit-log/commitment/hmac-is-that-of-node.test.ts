import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacSha256 } from '../../../../src/adapters/audit-log/commitment/hmac-sha256.ts';

test('the hash is that of RFC 4231, test case 2', () => {
  expect(hmacSha256(Buffer.from('Jefe'), 'what do ya want for nothing?').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('the hash is that of Node for every key, also longer than a block, and every text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 130 }), fc.string({ unit: 'binary' }), (key, text) => {
      expect(hmacSha256(key, text)).toEqual(createHmac('sha256', key).update(text).digest());
    }),
  );
});
