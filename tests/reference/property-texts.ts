import { globSync, readFileSync } from 'node:fs';

const folders = ['src/adapters/koa-admin', 'src/application'];

const classPattern = /^(?:export )?class (\w+)[^{]*\{\n(.*?)^\}/gms;
const propertyPattern =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:@(?:[^;]|;(?!\n))*?\n\s*)*?readonly (\w+)[!?]*:/g;

/**
 * `src/adapters/koa-admin/openapi/property-texts.json`: what the classes of inputs and answers say of their properties, which
 * is in no compiled class and which the API's document says again.
 */
export function propertyTexts(): string {
  const classes = folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(classPattern)])
    .map(([, name = '', body = '']) => [name, textsIn(body)] as const)
    .filter(([, texts]) => texts.length > 0)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(classes.map(([name, texts]) => [name, Object.fromEntries(texts)])), null, 2)}\n`;
}

const textsIn = (body: string): readonly (readonly [string, string])[] =>
  [...body.matchAll(propertyPattern)].map(([, comment = '', property = '']) => [
    property,
    comment
      .replace(/^\s*\*? ?/gm, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ]);
