import { readdirSync, readFileSync } from 'node:fs';

const applicationFolder = 'src/application';

/** The files that define use cases, from `src/application`: `./agents/revise-agent.ts`. Sub-folders hold none. */
export const useCaseFiles = (): readonly string[] =>
  readdirSync(applicationFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(`${applicationFolder}/${name}`).map((file) => `./${name}/${file}`))
    .filter((path) => path.endsWith('.ts') && useCasesIn(path).length > 0)
    .sort((left, right) => (stem(left) < stem(right) ? -1 : 1));

export const sourceOf = (path: string): string => readFileSync(`${applicationFolder}/${path}`, 'utf8');

/** The names of the use cases that the file defines. */
export const useCasesIn = (path: string): readonly string[] =>
  [...sourceOf(path).matchAll(/^export const (\w+) = defineUseCase\(/gm)]
    .map(([, name]) => name as string)
    .sort();

const stem = (path: string): string => path.replace(/\.ts$/, '');
