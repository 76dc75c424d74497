import { globSync, readFileSync } from 'node:fs';

const folders = ['src/adapters/koa-admin', 'src/application'];

const classPattern = /^(?:export )?class (\w+)[^{]*\{\n(.*?)^\}/gms;
const propertyPattern =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:@(?:[^;]|;(?!\n))*?\n\s*)*?readonly (\w+)[!?]*:/g;

/**
 * `src/adapters/koa-admin/openapi/property-texts.ts`: what the classes of inputs and answers say of their properties, which
 * is in no compiled class and which the API's document says again.
 */
export function propertyTexts(): string {
  const classes = folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(classPattern)])
    .map(([, name = '', body = '']) => [name, textsIn(body)] as const)
    .filter(([, texts]) => texts.length > 0)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const members = classes.map(([name, texts]) => {
    const lines = texts.map(([property, text]) => `    ${property}: ${quoted(text)},\n`);
    return `  ${name}: {\n${lines.join('')}  },\n`;
  });
  return `/** What is said of properties, by class. Written by \`npm run reference\` from the comments of the classes. */
export const propertyTexts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
${members.join('')}};
`;
}

const textsIn = (body: string): readonly (readonly [string, string])[] =>
  [...body.matchAll(propertyPattern)].map(([, comment = '', property = '']) => [
    property,
    comment
      .replace(/^\s*\*? ?/gm, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ]);

const quoted = (text: string): string =>
  text.includes("'") ? (text.includes('"') ? JSON.stringify(text) : `"${text}"`) : `'${text}'`;
