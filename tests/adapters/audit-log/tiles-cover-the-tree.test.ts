import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  partialTiles,
  tileAt,
  tileBelow,
  tileIn,
  tilePath,
  tileWidth,
} from '../../../src/adapters/audit-log/merkle/tiles.ts';

test.each([
  [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
  [{ level: 0, index: 5, width: 1 }, 'tile/0/005.p/1'],
  [{ level: 1, index: 1234, width: 255 }, 'tile/1/x001/234.p/255'],
  [{ level: 3, index: 1_234_067, width: 256 }, 'tile/3/x001/x234/067'],
])('tile %o has the address %s', (place, path) => {
  expect(tilePath(place)).toBe(path);
  expect(tileAt(path)).toEqual(place);
});

test.each([
  'tile/0/0',
  'tile/0/0000',
  'tile/00/000',
  'tile/0/x000/001',
  'tile/0/001/234',
  'tile/0/x001/x234',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/01',
  'tile/0/000.p/-1',
  'tile/0/000/',
  'tile/-1/000',
  'tile/a/000',
  'tile/0/000?',
  '/tile/0/000',
])('%s is the address of no tile', (path) => {
  expect(tileAt(path)).toBeUndefined();
});

test('every tile is found at its address', () => {
  fc.assert(
    fc.property(
      fc.record({
        level: fc.nat(5),
        index: fc.nat(1_000_000_000_000),
        width: fc.integer({ min: 1, max: tileWidth }),
      }),
      (place) => {
        expect(tileAt(tilePath(place))).toEqual(place);
      },
    ),
  );
});

test('a tree of 70,000 leaves ends with the tiles that the standard names for it', () => {
  // The example of C2SP tlog-tiles.
  expect(partialTiles(70_000).map(tilePath)).toEqual([
    'tile/0/273.p/112',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ]);
  expect(tileIn(70_000, 0, 272)).toEqual({ level: 0, index: 272, width: 256 });
  expect(tileIn(70_000, 1, 0)).toEqual({ level: 1, index: 0, width: 256 });
  for (const [level, index] of [[0, 274] as const, [1, 2] as const, [2, 1] as const, [3, 0] as const])
    expect(tileIn(70_000, level, index)).toBeUndefined();
});

test('a tree whose last tile is full has no partial one there', () => {
  expect(partialTiles(256).map(tilePath)).toEqual(['tile/1/000.p/1']);
  expect(partialTiles(65_536).map(tilePath)).toEqual(['tile/2/000.p/1']);
  expect(partialTiles(0)).toEqual([]);
});

test.each([
  [
    { level: 0, index: 300 },
    { level: 0, index: 1, from: 44, nodes: 1 },
  ],
  [
    { level: 7, index: 3 },
    { level: 0, index: 1, from: 128, nodes: 128 },
  ],
  [
    { level: 8, index: 300 },
    { level: 1, index: 1, from: 44, nodes: 1 },
  ],
  [
    { level: 10, index: 70 },
    { level: 1, index: 1, from: 24, nodes: 4 },
  ],
])('below node %o lie the hashes %o', (node, hashes) => {
  expect(tileBelow(node)).toEqual(hashes);
});
