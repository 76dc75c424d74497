import { readdirSync } from 'node:fs';

const persistenceFolder = 'src/adapters/typeorm-persistence';

/** `database-schema.ts`: every table and every migration, from the folders in which they are. */
export function databaseSchemaIndex(): string {
  const entities = filesIn('entities')
    .filter((file) => file.endsWith('-entity.ts') && file !== 'table-entity.ts')
    .map((file) => ({ path: `./${file}`, name: camelCase(file) }));
  const migrations = filesIn('migrations').flatMap((file) => {
    const [, time, name] = /^(\d+)-(.*\.ts)$/.exec(file) ?? [];
    if (time === undefined || name === undefined) return [];
    return [{ path: `../migrations/${file}`, name: `${pascalCase(name)}${time}` }];
  });
  const imports = [...migrations, ...entities].map(
    ({ name, path }) => `import { ${name} } from '${path}';\n`,
  );
  return `import type { EntitySchema } from 'typeorm';
${imports.join('')}
// Written by \`npm run reference\` from the files of this folder and of \`migrations\`.

/** Every table, in MySQL's column types; each product says what they are in its own. */
export const entities = [
${linesOf(entities)}] as readonly EntitySchema<unknown>[];

/**
 * What makes the tables in MySQL, MariaDB and SQLite, in the order of time. A product that comes later begins with a
 * migration of its own, since none of these ever ran on it, and shares those that follow.
 */
export const migrations = [
${linesOf(migrations)}];
`;
}

const filesIn = (folder: string): readonly string[] => readdirSync(`${persistenceFolder}/${folder}`).sort();

const camelCase = (file: string): string =>
  file.replace(/\.ts$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const pascalCase = (file: string): string => camelCase(`-${file}`);

const linesOf = (listed: readonly { readonly name: string }[]): string =>
  listed.map(({ name }) => `  ${name},\n`).join('');
