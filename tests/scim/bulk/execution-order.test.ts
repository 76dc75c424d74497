import fc from 'fast-check';
import { expect, test } from 'vitest';
import { executionOrder } from '../../../src/scim/bulk/execution-order.ts';

test.each<[string, number[][], number[][]]>([
  ['the order of the request where nothing is named', [[], [], []], [[0], [1], [2]]],
  ['whatever is named before whoever names it', [[2], [], []], [[2], [0], [1]]],
  ['a chain from its end', [[1], [2], [3], []], [[3], [2], [1], [0]]],
  ['a circle together', [[1], [0], []], [[0, 1], [2]]],
  ['a circle before whoever names it', [[1], [2], [1]], [[1, 2], [0]]],
  ['one that names itself alone', [[0], []], [[0], [1]]],
])('%s', (_, named, expected) => {
  expect(executionOrder(named)).toEqual(expected);
});

test('a chain as long as a request takes no stack', () => {
  const named = Array.from({ length: 100_000 }, (_, index) => (index < 99_999 ? [index + 1] : []));
  expect(executionOrder(named)[0]).toEqual([99_999]);
});

test('everything comes once, and after what it names unless they name each other', () => {
  const graph = fc
    .integer({ min: 1, max: 12 })
    .chain((size) =>
      fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 3 }), { minLength: size, maxLength: size }),
    );
  fc.assert(
    fc.property(graph, (named) => {
      const groups = executionOrder(named);
      expect(groups.flat().toSorted((left, right) => left - right)).toEqual([...named.keys()]);
      const placeOf = (index: number) => groups.findIndex((group) => group.includes(index));
      const reaches = (from: number, to: number, seen = new Set<number>()): boolean =>
        (named[from] ?? []).some(
          (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
        );
      for (const [index, others] of named.entries()) {
        for (const other of others) expect(placeOf(other)).toBeLessThanOrEqual(placeOf(index));
        for (const other of named.keys()) {
          if (other === index) continue;
          const inCircle = reaches(index, other) && reaches(other, index);
          expect(placeOf(other) === placeOf(index)).toBe(inCircle);
        }
      }
    }),
  );
});
