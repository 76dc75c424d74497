import type { NodePlace } from './tree-shape.ts';

/** A full tile has the hashes of 2^8 nodes beside each other (C2SP tlog-tiles). */
export const tileHeight = 8;
export const tileWidth = 2 ** tileHeight;

/** A tile of the tree, or one of the entries below its leaves. */
export interface TilePlace {
  /** Its hashes are those of nodes above 2^(8 × level) leaves. */
  readonly level: number;
  readonly index: number;
  /** How many hashes it has, from 1 up to `tileWidth`. */
  readonly width: number;
}

/** The address of a tile below the log's own: `tile/0/x001/234`, `tile/0/x001/234.p/5`. */
export const tilePath = ({ level, index, width }: TilePlace): string =>
  `tile/${level}/${digitGroups(index)}${width === tileWidth ? '' : `.p/${width}`}`;

function digitGroups(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, place) => (place === groups.length - 1 ? group : `x${group}`)).join('/');
}

const pathPattern = /^tile\/(?<level>\d{1,2})\/(?<groups>(?:x\d{3}\/){0,4}\d{3})(?:\.p\/(?<width>\d{1,3}))?$/;

/** The tile at an address; undefined where that is no tile's, or not as `tilePath` writes it. */
export function tileAt(path: string): TilePlace | undefined {
  const groups = pathPattern.exec(path)?.groups;
  if (groups === undefined) return undefined;
  const place = {
    level: Number(groups.level),
    index: Number(groups.groups?.replace(/[x/]/g, '')),
    width: groups.width === undefined ? tileWidth : Number(groups.width),
  };
  const isTile = place.width >= 1 && tilePath(place) === path;
  return isTile ? place : undefined;
}

/** How many nodes a level of tiles has in a tree of so many leaves. */
const nodesAt = (level: number, size: number): number => Math.floor(size / tileWidth ** level);

/** The tile with this index in a tree of so many leaves; undefined where there is none. */
export function tileIn(size: number, level: number, index: number): TilePlace | undefined {
  const width = Math.min(nodesAt(level, size) - index * tileWidth, tileWidth);
  return width > 0 ? { level, index, width } : undefined;
}

/** The last tile of each level of a tree of so many leaves, unless it is full. */
export function partialTiles(size: number): readonly TilePlace[] {
  const tiles: TilePlace[] = [];
  for (let level = 0; nodesAt(level, size) > 0; level += 1) {
    const index = Math.floor(nodesAt(level, size) / tileWidth);
    const tile = tileIn(size, level, index);
    if (tile !== undefined) tiles.push(tile);
  }
  return tiles;
}

/** In which tile the nodes lie that lead to this one, and which of them do. */
export function tileBelow({ level, index }: NodePlace): {
  readonly level: number;
  readonly index: number;
  readonly from: number;
  readonly nodes: number;
} {
  const tileLevel = Math.floor(level / tileHeight);
  const nodes = 2 ** (level % tileHeight);
  const first = index * nodes;
  return { level: tileLevel, index: Math.floor(first / tileWidth), from: first % tileWidth, nodes };
}
