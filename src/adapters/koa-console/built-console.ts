import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file that the build has made; its name holds a hash of what is in it. */
interface BuiltFile {
  readonly mediaType: string;
  /** By what it is compressed with, the smallest first; `identity` is always there. */
  readonly encodings: ReadonlyMap<string, Buffer>;
}

export interface BuiltConsole {
  /** With places for what differs from answer to answer. */
  readonly page: string;
  /** By its name below `/assets`. */
  readonly files: ReadonlyMap<string, BuiltFile>;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** What a compressed copy's name ends with. */
const encodings = { br: '.br', gzip: '.gz', identity: '' } as const;

/**
 * Reads all that the build has made of the console, about a megabyte, which is kept: no name in a request ever leads to the
 * file system.
 *
 * @throws Error where it was not built.
 */
export function readBuiltConsole(folder: string): BuiltConsole {
  const assets = join(folder, 'assets');
  const names = new Set(readdirSync(assets));
  const files = new Map<string, BuiltFile>();
  for (const name of names) {
    const mediaType = mediaTypes[extname(name)];
    if (mediaType === undefined) continue;
    const copies = Object.entries(encodings).filter(([, ending]) => names.has(name + ending));
    const read = copies.map(
      ([encoding, ending]) => [encoding, readFileSync(join(assets, name + ending))] as const,
    );
    files.set(name, { mediaType, encodings: new Map(read) });
  }
  return { page: readFileSync(join(folder, 'index.html'), 'utf8'), files };
}
