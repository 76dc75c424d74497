import { readdirSync, readFileSync } from 'node:fs';
import { importLine } from './import-line.ts';

const folder = 'src/adapters/koa-admin/operations';

/** The operations that a file of an area defines. */
const operationsIn = (path: string): readonly string[] =>
  [...readFileSync(`${folder}/${path}`, 'utf8').matchAll(/^export const (\w+) = (?:\w+O|o)peration\(/gm)].map(
    ([, name]) => name as string,
  );

const stem = (path: string): string => path.replace(/\.ts$/, '');

/** `src/adapters/koa-admin/operations/index.ts`: the record of all operations of the administration API. */
export function operationIndex(): string {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(`${folder}/${name}`).map((file) => `./${name}/${file}`))
    .filter((path) => operationsIn(path).length > 0)
    .sort((left, right) => (stem(left) < stem(right) ? -1 : 1));
  const imports = files.map((path) => importLine(operationsIn(path), path));
  const members = files.flatMap(operationsIn).map((name) => `  ${name},\n`);
  return `import type { Operation } from '../operation.ts';
${imports.join('')}
/** Every operation, by its id. Written by \`npm run reference\` from the folders beside this file. */
export const operations: Readonly<Record<string, Operation>> = {
${members.sort().join('')}};
`;
}
