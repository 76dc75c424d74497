import type { SqlValue } from '../connections/sql-connection.ts';

/** A piece of a statement with the parameters of its `?`; `:account` is bound when it becomes a statement. */
export class SqlFragment {
  constructor(
    readonly text: string,
    readonly parameters: readonly SqlValue[] = [],
  ) {}
}

/** Writes a fragment: other fragments are put in, values become parameters. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (SqlFragment | SqlValue)[]): SqlFragment {
  const parameters: SqlValue[] = [];
  let text = texts[0] ?? '';
  for (const [index, part] of parts.entries()) {
    if (part instanceof SqlFragment) {
      text += part.text;
      parameters.push(...part.parameters);
    } else {
      text += '?';
      parameters.push(part);
    }
    text += texts[index + 1];
  }
  return new SqlFragment(text, parameters);
}

/** Text of our own, such as the name of a column. */
export const raw = (text: string): SqlFragment => new SqlFragment(text);

/** The parts with `separator` between them; `ofNone` where there are none. */
export function joined(parts: readonly SqlFragment[], separator: string, ofNone = ''): SqlFragment {
  if (parts.length === 0) return raw(ofNone);
  return new SqlFragment(
    parts.map(({ text }) => text).join(separator),
    parts.flatMap(({ parameters }) => parameters),
  );
}

export const always = raw('1 = 1');
export const never = raw('1 = 0');

export const allOf = (parts: readonly SqlFragment[]): SqlFragment => joined(parts, ' AND ', always.text);
