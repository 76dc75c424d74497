import { useCaseFiles, useCaseNameOf } from './use-case-files.ts';

/** `src/application/index.ts`: the record of all use cases, and the types of what goes in and out of them. */
export function useCaseIndex(): string {
  const files = useCaseFiles();
  const imports = files.map((path) => `import { ${useCaseNameOf(path)} } from '${path}';\n`);
  const members = files.map((path) => `  ${useCaseNameOf(path)},\n`).sort();
  const types = files.map((path) => `export type * from '${path}';\n`);
  return `${imports.join('')}
${types.join('')}
/** Everything that can be done, by name. Written by \`npm run reference\` from the folders beside this file. */
export const useCases = {
${members.join('')}} as const;

export type UseCases = typeof useCases;
`;
}
