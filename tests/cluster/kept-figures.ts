import { readFileSync, writeFileSync } from 'node:fs';

const file = 'docs/benchmark.md';
const begin = '<!-- npm run test:cluster -- --keep -->\n```\n';
const end = '```\n<!-- until here -->';

/** Puts the figures of this run in the place of those that the document has. @throws Error where it has no place for them */
export function keepFigures(figures: readonly string[]): void {
  const [before, rest] = parted(readFileSync(file, 'utf8'), begin);
  const [, after] = parted(rest, end);
  const lines = [`A run of ${new Date().toISOString().slice(0, 10)}:`, ...figures].map((line) => `${line}\n`);
  writeFileSync(file, [before, begin, ...lines, end, after].join(''));
}

function parted(text: string, mark: string): readonly [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`${file} has no ${JSON.stringify(mark)}.`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
