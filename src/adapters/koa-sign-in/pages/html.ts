declare const safe: unique symbol;

/** Markup in which everything that came from elsewhere is text. */
export type Html = { readonly text: string; readonly [safe]?: true };

type Part = string | number | Html | readonly Html[] | undefined;

/** Markup as it is written; what is put into it becomes text, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { text: strings.reduce((whole, string, index) => whole + textOf(parts[index - 1]) + string) };
}

function textOf(part: Part): string {
  if (part === undefined) return '';
  if (typeof part !== 'object') return escaped(String(part));
  return 'text' in part ? part.text : part.map(({ text }) => text).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
