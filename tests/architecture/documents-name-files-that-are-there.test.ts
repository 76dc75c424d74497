import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files below `src`, with or without `src/` and `adapters/` before them; patterns such as `<name>` are none. */
const filesIn = (text: string): string[] =>
  [...text.matchAll(/`([\w./-]+\/[\w./-]+\.ts)`/g)].map(([, path = '']) => path);

const isThere = (path: string): boolean =>
  ['', 'src/', 'src/adapters/'].some((prefix) => existsSync(`${root}${prefix}${path}`));

test.each(['docs/architecture.md', 'docs/search.md', 'docs/adding-things.md'])(
  '%s names files that are there',
  (document) => {
    const files = filesIn(readFileSync(`${root}${document}`, 'utf8'));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((path) => !isThere(path))).toEqual([]);
  },
);
