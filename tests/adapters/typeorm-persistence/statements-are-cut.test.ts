import { describe, expect, test } from 'vitest';
import {
  alternativesPerStatementMax,
  batchesOf,
  placeholdersOf,
} from '../../../src/adapters/typeorm-persistence/statements/batches.ts';
import { allOf, anyOf, sql } from '../../../src/adapters/typeorm-persistence/statements/sql-fragment.ts';

const sizes = (batches: Iterable<readonly unknown[]>) => [...batches].map(({ length }) => length);
const parts = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('batches', () => {
  test.each([
    [0, []],
    [1, [1]],
    [999, [999]],
    [1000, [1000]],
    [1001, [1000, 1]],
    [2001, [1000, 1000, 1]],
  ])('of %i ids of a list have a thousand at most', (count, expected) => {
    expect(sizes(batchesOf(parts(count)))).toEqual(expected);
  });

  test.each([
    [159, [159]],
    [160, [160]],
    [161, [160, 1]],
  ])('of %i parts of a hundred parameters have sixteen thousand at most', (count, expected) => {
    expect(sizes(batchesOf(parts(count), { parametersOf: () => 100 }))).toEqual(expected);
  });

  test('count the parameters of each part, and leave one alone that fits nowhere', () => {
    const parametersOf = (part: number) => part;
    const all = [...batchesOf([8000, 8000, 1, 20_000, 15_999, 1, 1], { parametersOf })];
    expect(all).toEqual([[8000, 8000], [1], [20_000], [15_999, 1], [1]]);
  });

  test('have as many parts as their kind allows, in order and each once', () => {
    const batches = [...batchesOf(parts(1001), { partsMax: alternativesPerStatementMax })];
    expect(sizes(batches)).toEqual([500, 500, 1]);
    expect(batches.flat()).toEqual(parts(1001));
    expect(placeholdersOf(batches[2] ?? [], '(?, ?)')).toBe('(?, ?)');
  });
});

describe('chains of conditions', () => {
  const depthOf = (text: string) => {
    let [depth, deepest] = [0, 0];
    for (const character of text) {
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  };

  test.each([
    ['any', anyOf, ' OR '],
    ['all', allOf, ' AND '],
  ])('of %s are nested, so that no chain is longer than fifty', (_, connect, connective) => {
    for (const count of [1, 50, 51, 2500, 2501, 10_000]) {
      const { text, parameters } = connect(parts(count).map((part) => sql`x = ${part}`));
      expect(parameters).toEqual(parts(count));
      expect(text.split(connective)).toHaveLength(count);
      expect(depthOf(text)).toBeLessThanOrEqual(4);
      for (const group of text.split(/[()]+/)) expect(group.split(connective).length).toBeLessThanOrEqual(51);
    }
  });

  test('of nothing hold for everything, and for nothing', () => {
    expect([allOf([]).text, anyOf([]).text]).toEqual(['1 = 1', '1 = 0']);
  });
});
