import { getMetadataStorage } from 'class-validator';
import type { UseCase } from '../../src/application/use-case/use-case.ts';
import { sourceOf, useCaseFiles, useCasesIn } from './use-case-files.ts';

/** `docs/reference/use-cases.md`, from the use cases as they are. */
export async function useCaseReference(): Promise<string> {
  const files = useCaseFiles();
  const sections = new Map<string, string>();
  for (const path of files) sections.set(path, await sectionsOf(path));
  const areas = Map.groupBy(files, (path) => path.split('/')[1] ?? '');
  return `<!-- Written by \`npm run reference\` from src/application. -->
# Use cases

Everything that can be done. Each is called with a caller and one object, its input, and does all that it says or
nothing; [the guide](../guides/in-process.md) says how. The types of inputs and results are exported under the names that the
compiler shows. Besides the codes that are named here, each can be refused with \`callerInvalid\`, \`permissionMissing\`,
\`inputInvalid\` and, in an account, \`accountNotFound\`. A property with a question mark can be left out.

${[...areas].map(([area, paths]) => `## ${area}\n\n${paths.map((path) => sections.get(path)).join('\n')}`).join('\n')}`;
}

/** From its own file, since a new one is not in the record of all yet. */
async function sectionsOf(path: string): Promise<string> {
  const module: Record<string, UseCase> = await import(/* @vite-ignore */ `../../src/application/${path}`);
  return useCasesIn(path)
    .map((name) => section(path, name, module[name] as UseCase))
    .join('\n');
}

function section(path: string, name: string, useCase: UseCase): string {
  const { does, refusals } = documentationOf(path, name);
  const lines = [
    `\`${name}(${[callerOf(useCase), inputOf(useCase)].filter(Boolean).join(', ')})\`, needs the permission \`${useCase.permission}\``,
    does,
    ...(refusals === undefined ? [] : [`Refused with: ${refusals}`]),
  ];
  return `### ${name}\n\n${lines.join('\n\n')}\n`;
}

const callerOf = ({ kind }: UseCase): string => (kind === 'crossesAccounts' ? 'requester' : 'caller');

/** Such as `{ id, revise, ifVersion? }`. */
function inputOf({ input }: UseCase): string {
  if (input === undefined) return '';
  const rules = getMetadataStorage().getTargetValidationMetadatas(input, '', false, false);
  const optional = new Set(
    rules
      .filter(
        ({ type, constraints }) =>
          type === 'conditionalValidation' && constraints?.[0]({}, undefined) === false,
      )
      .map(({ propertyName }) => propertyName),
  );
  const names = Object.keys(new (input as new () => object)());
  return `{ ${names.map((name) => (optional.has(name) ? `${name}?` : name)).join(', ')} }`;
}

/** What stands above the use case in its file. */
function documentationOf(path: string, name: string): { does: string; refusals?: string } {
  const [, comment = ''] =
    new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export const ${name} =`).exec(sourceOf(path)) ?? [];
  const text = comment
    .replace(/^\s*\*? ?/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [does = '', refusals] = text.split(/ ?@throws DomainError /);
  return { does, refusals: refusals?.replace(/ ?@throws /, ' ') };
}
