import { readdirSync, readFileSync } from 'node:fs';

const applicationFolder = 'src/application';

/** The files that define a use case, from `src/application`: `./agents/revise-agent.ts`. Sub-folders hold none. */
export const useCaseFiles = (): readonly string[] =>
  readdirSync(applicationFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(`${applicationFolder}/${name}`).map((file) => `./${name}/${file}`))
    .filter((path) => path.endsWith('.ts') && sourceOf(path).includes('defineUseCase({'))
    .sort((left, right) => (stem(left) < stem(right) ? -1 : 1));

export const sourceOf = (path: string): string => readFileSync(`${applicationFolder}/${path}`, 'utf8');

/** A file bears the name of its use case: `reviseAgent`. */
export const useCaseNameOf = (path: string): string =>
  stem(path)
    .replace(/^.*\//, '')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const stem = (path: string): string => path.replace(/\.ts$/, '');
