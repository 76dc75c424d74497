import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactNumber } from '../../src/criteria/exact-number.ts';

test.each([
  ['0', 0],
  ['7', 7],
  ['-7', -7],
  ['1.50', 1.5],
  ['0.1', 0.1],
  ['100', 100],
  ['1e2', 100],
  ['1E+2', 100],
  ['12.5e-1', 1.25],
  ['0.0', 0],
  ['0e5', 0],
  ['9007199254740991', 2 ** 53 - 1],
  ['9007199254740992', 2 ** 53],
  ['12345678901234567000', 12345678901234567000],
  ['1e23', 1e23],
  ['5e-324', 5e-324],
  ['1.7976931348623157e308', Number.MAX_VALUE],
  [`1${'0'.repeat(300)}`, 1e300],
  [`0.${'0'.repeat(300)}1`, 1e-301],
  [`1.${'0'.repeat(398)}`, 1],
])('%s is a number', (text, number) => {
  expect(exactNumber(text)).toBe(number);
});

test.each([
  '12345678901234567890',
  '-12345678901234567890',
  '9007199254740993',
  '0.1234567890123456789',
  '1e400',
  '-1e400',
  '1e-400',
  '4e-324',
  '-0',
  '-0.0',
  '-0e7',
  `1.${'0'.repeat(399)}`,
  '1e99999999999999999999',
  '',
  ' 7',
  '+7',
  '007',
  '.5',
  '5.',
  '0x10',
  'NaN',
  'Infinity',
  '1_000',
])('%j is no number that is kept as it is', (text) => {
  expect(exactNumber(text)).toBeUndefined();
});

test('every number is the one that its shortest text writes', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(exactNumber(JSON.stringify(number))).toBe(number === 0 ? 0 : number);
    }),
  );
});

test('a number of up to fifteen digits is kept, wherever its point is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9]\d{0,7}\.\d{1,7}$/), (text) => {
      expect(exactNumber(text)).toBe(Number(text));
    }),
  );
});
