import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Row {
  readonly requirement: string;
  readonly file?: string;
  readonly title?: string;
}

/** The rows of the tables that name tests. */
function rowsOf(document: string): Row[] {
  const tables = document.split('## Where the standard leaves room')[0] ?? '';
  return tables
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => {
      const [section, demand, test = ''] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      const [, file, title] = /^`([^`]+)`: (.+)$/.exec(test) ?? [];
      return { requirement: `${section} ${demand}`, file, title };
    });
}

const rows = rowsOf(readFileSync('docs/conformance.md', 'utf8'));

/** As it stands in the source: in quotes of either kind, or in a template. */
const declares = (source: string, title: string): boolean =>
  ["'", '"', '`'].some((quote) => source.includes(quote + title + quote));

test('the demands of all three standards are there', () => {
  expect(rows.length).toBeGreaterThan(90);
});

test.each(rows)('$requirement is shown by a test', ({ file, title }) => {
  expect(file, 'The row names no test file.').toBeDefined();
  expect(existsSync(file ?? ''), `There is no ${file}.`).toBe(true);
  const source = readFileSync(file ?? '', 'utf8');
  expect(declares(source, title ?? ''), `${file} has no test "${title}".`).toBe(true);
});
