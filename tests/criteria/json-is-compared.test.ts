import { expect, test } from 'vitest';
import { equalJson, isJsonObject, type JsonValue } from '../../src/criteria/json.ts';

type Pair = readonly [JsonValue | undefined, JsonValue | undefined];

test.each<Pair>([
  ['a', 'a'],
  [null, null],
  [[], []],
  [
    [1, [2]],
    [1, [2]],
  ],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [{ a: 1, b: undefined }, { a: 1 }],
  [{ a: { b: [] } }, { a: { b: [] } }],
])('%j is %j', (left, right) => {
  expect(equalJson(left, right)).toBe(true);
  expect(equalJson(right, left)).toBe(true);
});

test.each<Pair>([
  ['a', 'b'],
  ['1', 1],
  [null, undefined],
  [null, {}],
  [[], {}],
  ['a', {}],
  [[1], [1, 2]],
  [
    [1, 2],
    [1, 3],
  ],
  [
    [1, 2],
    [2, 1],
  ],
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: null }, {}],
  [{ a: { b: 1 } }, { a: { b: 2 } }],
])('%j is not %j', (left, right) => {
  expect(equalJson(left, right)).toBe(false);
  expect(equalJson(right, left)).toBe(false);
});

test('neither null nor a list is an object', () => {
  expect([{}, { a: 1 }, null, [], 'a', undefined].map(isJsonObject)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
