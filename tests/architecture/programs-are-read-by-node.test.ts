import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const programs = Object.values(manifest.scripts).flatMap(
  (command) => command.match(/tests\/[\w-]+(?=\/[\w-]+\.ts\b)/g) ?? [],
);
const folders = [...new Set(programs)];

test('programs that are run by hand are found', () => {
  expect(folders).toEqual(expect.arrayContaining(['tests/bench', 'tests/cluster', 'tests/mutation']));
});

// Node.js reads TypeScript by a parser of its own, which is stricter than the compiler: `for (const of of …)`.
test.each(folders)('what is in %s can be read by Node.js', async (folder) => {
  const unreadable: string[] = [];
  for await (const file of glob(`${folder}/**/*.ts`))
    try {
      stripTypeScriptTypes(readFileSync(file, 'utf8'), { mode: 'transform' });
    } catch (error) {
      unreadable.push(`${file}: ${error}`);
    }
  expect(unreadable).toEqual([]);
});
