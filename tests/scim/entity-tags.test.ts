import { expect, test } from 'vitest';
import { parseEtags, weakEtag } from '../../src/scim/etag.ts';

test('a version’s tag is weak', () => {
  expect(weakEtag(3)).toBe('W/"3"');
});

test.each<[string, 'any' | number[]]>([
  ['W/"3"', [3]],
  ['"3"', [3]],
  ['w/"3"', [3]],
  ['*', 'any'],
  [' * ', 'any'],
  ['W/"3", "4" ,W/"5"', [3, 4, 5]],
  ['', []],
  ['3', []],
  ['"abc"', []],
  ['"03"', []],
  ['"1.5"', []],
  ['"9007199254740993"', []],
  ['W/"x", W/"7"', [7]],
  ['"3', []],
])('%j names %j', (header, versions) => {
  expect(parseEtags(header)).toEqual(versions);
});
