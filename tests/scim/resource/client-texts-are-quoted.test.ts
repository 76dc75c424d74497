import { expect, test } from 'vitest';
import { quoted } from '../../../src/scim/resource/quoted.ts';

test('a text of a client stands in quotes, and what could end them is escaped', () => {
  expect(quoted('a "b"\n')).toBe('"a \\"b\\"\\n"');
});

test('a text of more than 100 characters is cut', () => {
  expect(quoted('x'.repeat(99))).toBe(`"${'x'.repeat(99)}"`);
  expect(quoted('x'.repeat(100))).toBe(`"${'x'.repeat(100)}"`);
  expect(quoted('x'.repeat(101))).toBe(`"${'x'.repeat(100)}…"`);
});
