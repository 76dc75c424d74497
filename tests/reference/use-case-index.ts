import { importLine } from './import-line.ts';
import { useCaseFiles, useCasesIn } from './use-case-files.ts';

/** `src/application/index.ts`: the record of all use cases, and the types of what goes in and out of them. */
export function useCaseIndex(): string {
  const files = useCaseFiles();
  const imports = files.map((path) => importLine(useCasesIn(path), path));
  const members = files.flatMap((path) => useCasesIn(path).map((name) => `  ${name},\n`)).sort();
  const types = files.map((path) => `export type * from '${path}';\n`);
  return `${imports.join('')}
${types.join('')}
/** Everything that can be done, by name. Written by \`npm run reference\` from the folders beside this file. */
export const useCases = {
${members.join('')}} as const;

export type UseCases = typeof useCases;
`;
}
