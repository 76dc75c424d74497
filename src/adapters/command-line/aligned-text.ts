import stringWidth from 'string-width';

type Cell = string | number | boolean | undefined;

/** Rows under headings, in columns. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return aligned([headings, ...rows]);
}

/** Names and values, one pair a line. */
export function details(pairs: Readonly<Record<string, Cell>>): string {
  return aligned(Object.entries(pairs));
}

/** Rows in columns. */
export function aligned(rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map(shown));
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => stringWidth(row[column] ?? ''))),
  );
  const lines = cells.map((row) => row.map((cell, column) => padded(cell, widths[column] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** To so many columns of a terminal: some characters take two, and some none. */
const padded = (cell: string, width: number): string => cell + ' '.repeat(width - stringWidth(cell));

const shown = (cell: Cell): string => printable(String(cell ?? '-'));

/** Names come from elsewhere: a control character in one could steer the operator's terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, '\u{FFFD}');
