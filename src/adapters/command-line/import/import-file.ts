import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import { details, printable } from '../aligned-text.ts';
import { errorMessage } from '../error-message.ts';
import { OperatorError } from '../operator-error.ts';
import type { Outcome } from '../output.ts';
import { Progress } from '../progress.ts';
import type { Bytes, ImportLine } from './import-line.ts';
import { type ImportCounts, type ImportSteps, LineImport } from './line-import.ts';
import { LineReports, type ReportFiles } from './line-reports.ts';

export interface ImportOptions extends ReportFiles {
  readonly dryRun?: true;
}

export const withImportOptions = (command: Command): Command =>
  command
    .option(
      '--refused <file>',
      'write the lines that are refused, and why, to this file, one JSON object a line',
    )
    .option('--results <file>', 'the same of every line, with what became of it')
    .option('--dry-run', 'import nothing, and tell what would be imported and what would be refused');

interface FileImport<Item> extends ImportSteps<Item> {
  readonly readLines: (bytes: Bytes) => AsyncIterable<ImportLine<Item>>;
  /** What a line of the file describes, such as `agent`. */
  readonly noun: string;
  /** What was in the file and is not kept, to be asked behind the last line; nothing where it is not said. */
  readonly unkept?: () => readonly string[];
}

/**
 * Imports a file, or standard input for "-", line by line.
 *
 * @throws OperatorError `fileUnreadable`, `fileUnwritable`, `fileEmpty`, `importUnfinished`, and what reading throws.
 */
export async function importFile<Item>(
  file: string,
  { readLines, noun, unkept, ...steps }: FileImport<Item>,
  options: ImportOptions,
): Promise<Outcome> {
  const bytes = await bytesOf(file);
  const reports = await LineReports.open(options, file);
  const progress = new Progress((lines) => `${lines} lines are done …`);
  const lineImport = new LineImport(steps, {
    tell: reports.tell,
    progress: (counts) => progress.report(linesIn(counts)),
  });
  const { counts } = lineImport;
  try {
    await lineImport.run(readLines(bytes));
  } catch (error) {
    throw unfinished(error, counts);
  } finally {
    progress.end();
    await reports.close();
  }
  if (linesIn(counts) === 0) throw new OperatorError('fileEmpty', `There is no ${noun} in the file.`);
  return outcomeOf(counts, reports, unkept?.(), options);
}

async function bytesOf(file: string): Promise<Bytes> {
  if (file === '-') return process.stdin;
  try {
    return (await open(file)).createReadStream();
  } catch (error) {
    throw new OperatorError('fileUnreadable', `The file ${file} cannot be read: ${errorMessage(error)}`);
  }
}

const linesIn = ({ imported, alreadyThere, refused }: ImportCounts): number =>
  imported + alreadyThere + refused;

function unfinished(error: unknown, counts: ImportCounts): unknown {
  if (linesIn(counts) === 0) return error;
  const message = `${linesIn(counts)} lines are done, and the rest is not: ${errorMessage(error)} To go on, run the same again.`;
  return new OperatorError('importUnfinished', message);
}

function outcomeOf(
  counts: ImportCounts,
  { told }: LineReports,
  unkept: readonly string[] | undefined,
  { refused: file, dryRun }: ImportOptions,
): Outcome {
  const refusals = told.map(({ line, message }) => `line ${line}: ${printable(message)}\n`).join('');
  const others = counts.refused - told.length;
  const rest =
    others > 0
      ? `and ${others} more; ${file === undefined ? 'with --refused FILE a file' : file} has all of them\n`
      : '';
  return {
    document: { ...counts, dryRun: dryRun ?? false, ...(unkept && { unkept }), firstRefused: told },
    text: `${refusals}${rest}${details({
      [dryRun ? 'would be imported' : 'imported']: counts.imported,
      'already there': counts.alreadyThere,
      refused: counts.refused,
      ...(unkept && unkept.length > 0 && { 'not kept': unkept.join(', ') }),
    })}`,
    failed: counts.refused > 0,
  };
}
