import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RolldownOptions, rolldown } from 'rolldown';
import config from '../../rolldown.config.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const migrationsFile = join(root, 'tests/main/later-migrations.ts');

/** What a later release has in place of some files of this one: the text that is replaced, and by what. */
type Replaced = Readonly<Record<string, readonly (readonly [string | RegExp, string])[]>>;

/** Nothing reads the last characters of API tokens any more. */
const unreadCharacters: Replaced = {
  'entities/api-token-entity.ts': [['    last_characters: optional(text(4)),\n', '']],
  'access/api-token-row.ts': [
    ['    lastCharacters: row.last_characters ?? undefined,\n', ''],
    ['    last_characters: state.lastCharacters ?? null,\n', ''],
  ],
};

const withMigrations = (...names: readonly string[]): Replaced => ({
  'entities/database-schema.ts': [
    [
      /$/,
      `import { ${names.join(', ')} } from '${migrationsFile}';\n(migrations as unknown[]).push(${names.join(', ')});\n`,
    ],
  ],
});

const versioned = (version: string): Replaced => ({
  '/package.json': [[/"version": "[^"]+"/, `"version": "${version}"`]],
});

/** A release that reads `last_characters` no more, and adds to the schema. */
export const expanding: Replaced = {
  ...unreadCharacters,
  ...versioned('0.2.0'),
  ...withMigrations('AgentNicknames1800000000000'),
};

/** The one after, which takes the column away. */
export const contracting: Replaced = {
  ...unreadCharacters,
  ...versioned('0.3.0'),
  ...withMigrations('AgentNicknames1800000000000', 'NoLastCharacters1800000001000'),
};

/** Builds a release of the code of this one with what it has in its place. @returns its command line. */
export async function builtRelease(replaced: Replaced): Promise<string> {
  const folder = temporaryFolder();
  // What the package leaves to be installed beside it.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const left = new Set(Object.keys(replaced));
  const { input, platform, external, onLog } = config as RolldownOptions;
  const build = await rolldown({
    ...{ cwd: root, input, platform, external, onLog },
    plugins: [
      {
        name: 'a later release',
        load(id) {
          const ending = Object.keys(replaced).find(
            (path) => id === join(root, path) || (id.startsWith(join(root, 'src/')) && id.endsWith(path)),
          );
          if (ending === undefined) return null;
          left.delete(ending);
          const code = (replaced[ending] ?? []).reduce(
            (text, [from, to]) => text.replace(from, to),
            readFileSync(id, 'utf8'),
          );
          return { code, moduleType: id.endsWith('.json') ? 'json' : 'ts' };
        },
      },
    ],
  });
  await build.write({ dir: join(folder, 'dist'), chunkFileNames: 'chunks/[name]-[hash].js' });
  await build.close();
  if (left.size > 0) throw new Error(`Nothing was replaced in ${[...left].join(', ')}.`);
  return join(folder, 'dist/src/main/command-line.js');
}
