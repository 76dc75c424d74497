import { expect, test } from 'vitest';
import { ClosedValues } from '../../../src/adapters/prometheus/closed-values.ts';

test('a label takes so many values, and everything beyond is one', () => {
  const values = new ClosedValues(3);
  const given = ['a', 'b', 'c', 'd', 'a', 'e', 'c'];
  expect(given.map((value) => values.of(value))).toEqual(['a', 'b', 'c', 'other', 'a', 'other', 'c']);
});

test.each(['ada@example.com', 'Ada Lovelace', 'a"b', 'a\nb', 'Ä', '', 'x'.repeat(101)])(
  'what no program would call something, %j, is no value',
  (value) => {
    expect(new ClosedValues(3).of(value)).toBe('other');
  },
);

test.each(['{/api/v1}/scim/v2/Users/:id', '/audit-log/tile/*path', 'userNameTaken', 'x'.repeat(100)])(
  '%s is one',
  (value) => {
    expect(new ClosedValues(3).of(value)).toBe(value);
  },
);
