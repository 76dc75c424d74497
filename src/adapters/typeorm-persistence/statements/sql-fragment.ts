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

/** The parts with `separator` between them. */
export const joined = (parts: readonly SqlFragment[], separator: string): SqlFragment =>
  new SqlFragment(
    parts.map(({ text }) => text).join(separator),
    parts.flatMap(({ parameters }) => parameters),
  );

export const always = raw('1 = 1');
export const never = raw('1 = 0');

/** Each of the parts must stand in parentheses where it is made of alternatives. */
export const allOf = (parts: readonly SqlFragment[]): SqlFragment =>
  parts.length === 0 ? always : chained(parts, ' AND ');

/** In parentheses. */
export const anyOf = (parts: readonly SqlFragment[]): SqlFragment =>
  parts.length === 0 ? never : sql`(${chained(parts, ' OR ')})`;

/** Each condition of a chain is a level deeper than the next one for SQLite, which takes 1,000 levels. */
const chainedMax = 50;

function chained(parts: readonly SqlFragment[], connective: ' AND ' | ' OR '): SqlFragment {
  if (parts.length <= chainedMax) return joined(parts, connective);
  const chains: SqlFragment[] = [];
  for (let start = 0; start < parts.length; start += chainedMax)
    chains.push(sql`(${joined(parts.slice(start, start + chainedMax), connective)})`);
  return chained(chains, connective);
}
