import stringWidth from 'string-width';

export type Cell = string | number | boolean | undefined;
export type Row = readonly Cell[];

/** Rows under headings, in columns. */
export const table = (headings: readonly string[], rows: readonly Row[]): string =>
  new Columns().lines([headings, ...rows]);

/** Rows in columns, without headings. */
export const aligned = (rows: readonly Row[]): string => new Columns().lines(rows);

/** Names and values, one pair a line. */
export const details = (pairs: Readonly<Record<string, Cell>>): string => aligned(Object.entries(pairs));

/** Columns as wide as what they hold; of rows that come in pages, those that come later make them wider. */
export class Columns {
  private readonly widths: number[] = [];

  lines(rows: readonly Row[]): string {
    const cells = rows.map((row) => row.map(shown));
    for (const row of cells) {
      for (const [column, cell] of row.entries()) {
        this.widths[column] = Math.max(this.widths[column] ?? 0, stringWidth(cell));
      }
    }
    return cells.map((row) => `${row.map(this.padded).join('  ').trimEnd()}\n`).join('');
  }

  /** To so many columns of a terminal: some characters take two, and some none. */
  private readonly padded = (cell: string, column: number): string =>
    cell + ' '.repeat((this.widths[column] ?? 0) - stringWidth(cell));
}

const shown = (cell: Cell): string => printable(String(cell ?? '-'));

/** Names come from elsewhere: a control character in one could steer the operator's terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, '\u{FFFD}');
