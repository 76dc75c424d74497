import { readdirSync, readFileSync } from 'node:fs';

const folder = 'src/application';

/** The files that define a use case, from `src/application`: `./agents/revise-agent.ts`. Sub-folders hold none. */
const useCaseFiles = (): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(`${folder}/${name}`).map((file) => `./${name}/${file}`))
    .filter(
      (path) => path.endsWith('.ts') && readFileSync(`${folder}/${path}`, 'utf8').includes('defineUseCase({'),
    )
    .sort((left, right) => (stem(left) < stem(right) ? -1 : 1));

const stem = (path: string): string => path.replace(/\.ts$/, '');

/** A file bears the name of its use case: `reviseAgent`. */
const useCaseNameOf = (path: string): string =>
  path.replace(/^.*\/|\.ts$/g, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `src/application/index.ts`: the record of all use cases. */
export function useCaseIndex(): string {
  const files = useCaseFiles();
  const imports = files.map((path) => `import { ${useCaseNameOf(path)} } from '${path}';\n`);
  const members = files.map((path) => `  ${useCaseNameOf(path)},\n`).sort();
  return `${imports.join('')}
/** Everything that can be done, by name. Written by \`npm run reference\` from the folders beside this file. */
export const useCases = {
${members.join('')}} as const;

export type UseCases = typeof useCases;
`;
}
