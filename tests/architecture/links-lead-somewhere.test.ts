import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })];

/** Links to files of this repository, with the heading behind the `#`. */
const linksIn = (text: string) =>
  [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, path = '', heading]) => ({
    path,
    heading,
  }));

/** As GitHub makes them of headings. */
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

test.each(documents)('the links of %s lead to files and headings that are there', (document) => {
  const broken = linksIn(readFileSync(root + document, 'utf8')).filter(({ path, heading }) => {
    const target = path === '' ? root + document : join(root, dirname(document), path);
    if (!existsSync(target)) return true;
    return heading !== undefined && !anchorsIn(readFileSync(target, 'utf8')).includes(heading);
  });
  expect(broken).toEqual([]);
});
