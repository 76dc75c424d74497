import { expect, test } from 'vitest';
import { entityTag, matchesTag, parseEtags, withoutDigest } from '../../src/scim/etag.ts';

test('a version’s tag is weak, and has a digest of what the version does not tell', () => {
  expect(entityTag(3)).toBe('W/"3"');
  expect(entityTag(3, '5f1a')).toBe('W/"3.5f1a"');
});

test.each([
  ['W/"3.5f1a"', 'W/"3"'],
  ['W/"31.5f1a"', 'W/"31"'],
  ['W/"3"', 'W/"3"'],
  ['"3.5f1a"', '"3.5f1a"'],
  ['xW/"3.5f1a"', 'xW/"3.5f1a"'],
  ['W/"3.5f1a"x', 'W/"3.5f1a"x'],
  ['W/"a.5f1a"', 'W/"a.5f1a"'],
  ['W/"3.5-1a"', 'W/"3.5-1a"'],
])('%s without a digest is %s', (tag, expected) => {
  expect(withoutDigest(tag)).toBe(expected);
});

test.each<[string, 'any' | number[]]>([
  ['W/"3"', [3]],
  ['"3"', [3]],
  ['w/"3"', [3]],
  ['W/"3.5f1a"', [3]],
  ['*', 'any'],
  [' * ', 'any'],
  ['W/"3", "4" ,W/"5"', [3, 4, 5]],
  ['', []],
  ['3', []],
  ['"abc"', []],
  ['"0"', []],
  ['"03"', []],
  ['"9007199254740993"', []],
  ['W/"x", W/"7"', [7]],
  ['"3', []],
])('%j names %j', (header, versions) => {
  expect(parseEtags(header)).toEqual(versions);
});

test.each([
  ['*', true],
  [' * ', true],
  ['xW/"3.5f1a"', false],
  ['W/"3.5f1a"', true],
  ['"3.5f1a"', true],
  ['W/"2", W/"3.5f1a"', true],
  ['W/"3"', false],
  ['W/"3.5f1b"', false],
  ['', false],
])('%j lists W/"3.5f1a": %s', (header, expected) => {
  expect(matchesTag(header, 'W/"3.5f1a"')).toBe(expected);
});
