import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | undefined;

/**
 * Lines of RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front: names come from
 * elsewhere.
 */
export const csvLines = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.length === 0
    ? ''
    : stringify([...rows], { record_delimiter: 'windows', quoted_match: /[\r\n]/, escape_formulas: true });
