import { pipeline } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { OperatorError } from '../operator-error.ts';
import {
  type Bytes,
  type ImportLine,
  lineBytesMax,
  orRefusal,
  type RowNotation,
  tooLong,
} from './import-line.ts';

/** A row, and in which line it ends. */
interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads CSV (RFC 4180) whose first line names the columns. Where quotes do not match, nobody can tell where
 * rows begin and end: that is the last line that is read.
 *
 * @throws OperatorError `headerInvalid` for a first line that is none.
 */
export async function* readCsvLines<Item>(
  bytes: Bytes,
  notation: RowNotation<Item>,
): AsyncGenerator<ImportLine<Item>> {
  const table = new Table(bytes);
  let last = 0;
  let width = 0;
  let itemOf: ReturnType<RowNotation<Item>['readRows']> | undefined;
  for await (const { record, info } of table.rows()) {
    last = info.lines;
    if (itemOf === undefined) {
      width = record.length;
      itemOf = readHeader(notation, record);
      continue;
    }
    const read = itemOf;
    const text = record.join('');
    yield {
      number: info.lines - lineBreaksIn(text),
      size: text.length,
      item: problemOf(record, width, text) ?? orRefusal(() => read(record)),
    };
  }
  if (table.mistake === undefined) return;
  if (itemOf === undefined) throw headerInvalid(notation, table.mistake);
  yield { number: last + 1, size: 0, item: table.mistake };
}

/** The rows of a file, up to the first that cannot be told from the next. */
class Table {
  mistake: DomainError | undefined;

  constructor(private readonly bytes: Bytes) {}

  rows(): AsyncIterable<Row> {
    const parser = parse({
      bom: true,
      info: true,
      // By itself it takes the first that it meets for the only one, and others for a part of a cell.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: lineBytesMax,
      // An error that is not skipped would take along the rows that were read before it and wait.
      skip_records_with_error: true,
      on_skip: (error) => {
        this.mistake ??= refusalOf(error);
      },
      on_record: (row) => (this.mistake === undefined ? row : null),
    });
    // What goes wrong with the file, whoever reads the rows is told.
    pipeline(this.untilMistake(), parser, () => {});
    return parser;
  }

  private async *untilMistake() {
    for await (const chunk of this.bytes) {
      if (this.mistake !== undefined) return;
      yield chunk;
    }
  }
}

/** @throws OperatorError `headerInvalid`. */
function readHeader<Item>(notation: RowNotation<Item>, names: readonly string[]) {
  try {
    if (names.some(isNotUtf8)) throw notUtf8();
    return notation.readRows(names);
  } catch (error) {
    throw error instanceof DomainError ? headerInvalid(notation, error) : error;
  }
}

const headerInvalid = ({ header }: RowNotation<unknown>, { message }: Error): OperatorError =>
  new OperatorError(
    'headerInvalid',
    `Nothing is imported. The first line must name the columns, such as ${header} with commas between them: ${message}`,
  );

function problemOf(cells: readonly string[], width: number, text: string): DomainError | undefined {
  if (isNotUtf8(text)) return notUtf8();
  if (cells.length === width) return undefined;
  const message = `The line has ${cells.length} cells, and the first line names ${width} columns.`;
  return new DomainError('inputInvalid', message);
}

/** What is no UTF-8 was read as this sign, which nobody writes. */
const isNotUtf8 = (text: string): boolean => text.includes('\uFFFD');
const notUtf8 = (): DomainError => new DomainError('inputInvalid', 'The line is not valid UTF-8.');

function lineBreaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function refusalOf(error: CsvError | undefined): DomainError {
  if (error?.code === 'CSV_MAX_RECORD_SIZE') {
    const message = `${tooLong().message} Perhaps a quote is not closed. The file is read no further.`;
    return new DomainError('inputInvalid', message);
  }
  const message =
    'The quotes do not match: a cell with quotes in it stands in quotes, and each quote in it is doubled. The file is read no further.';
  return new DomainError('inputInvalid', message);
}
