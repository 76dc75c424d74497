import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { targetTypes } from '../../src/domain/shared/domain-event.ts';

const guide = readFileSync('docs/guides/auditor.md', 'utf8');
const sectionOf = (heading: string): string =>
  guide.split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? '';

/** What stands in code in the first column of a section's tables. */
const explainedIn = (heading: string, pattern: RegExp): string[] =>
  [...sectionOf(heading).matchAll(/^\| (`[^|]+)\|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
    .filter((name) => pattern.test(name))
    .sort();

/** The types in the unions of the domain's events. */
const events = globSync('src/domain/**/*.ts')
  .filter((file) => !file.endsWith('shared/domain-event.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .filter((source) => source.includes('DomainEvent<'))
  .flatMap((source) => [...source.matchAll(/^ *\| '([A-Z]\w+)'|DomainEvent<('[^>]*')[,>]/gm)])
  .flatMap(
    ([, alone, together = '']) =>
      alone ?? [...together.matchAll(/'([A-Z]\w+)'/g)].map(([, name = '']) => name),
  );

/** The codes of the union, in which a pattern stands for those of what is not found. */
function codesOfRefusals(): string[] {
  const source = readFileSync('src/domain/shared/domain-error.ts', 'utf8');
  const [, union = ''] = /export type DomainErrorCode =([\s\S]*?);/.exec(source) ?? [];
  const [, excluded = ''] = /Exclude<TargetType, ([^>]*)>\}NotFound/.exec(union) ?? [];
  const family = targetTypes
    .filter((type) => !excluded.includes(`'${type}'`))
    .map((type) => `${type}NotFound`);
  return [...family, ...[...union.matchAll(/^ *\| '(\w+)'/gm)].map(([, code = '']) => code)];
}

test('every event that the service writes is explained, and nothing else', () => {
  expect(events.length).toBeGreaterThan(25);
  expect(explainedIn('What an entry says', /^[A-Z]/)).toEqual([...new Set(events)].sort());
});

test('every code of a refusal is explained, and nothing else', () => {
  const codes = codesOfRefusals();
  expect(codes.length).toBeGreaterThan(35);
  expect(explainedIn('Refusals', /^[a-z]/)).toEqual(codes.sort());
});
