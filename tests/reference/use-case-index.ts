import { useCaseFiles, useCaseNameOf } from './use-case-files.ts';

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
