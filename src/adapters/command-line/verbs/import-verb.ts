import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option } from 'commander';
import { accountVerb } from '../account-verb.ts';
import { details, printable } from '../aligned-text.ts';
import { errorMessage } from '../error-message.ts';
import { readCsvLines } from '../import/csv-lines.ts';
import type { Bytes } from '../import/import-line.ts';
import { readJsonLines } from '../import/json-lines.ts';
import { type ImportCounts, LineImport } from '../import/line-import.ts';
import { Refusals } from '../import/refusals.ts';
import { OperatorError } from '../operator-error.ts';
import type { Outcome } from '../output.ts';
import { Progress } from '../progress.ts';

const formats = { csv: readCsvLines, jsonl: readJsonLines } as const;

interface ImportOptions {
  readonly format?: keyof typeof formats;
  readonly refused?: string;
  readonly dryRun?: true;
}

/** `agent import`: as many agents as a file has. */
export const importAgents = accountVerb<ImportOptions>({
  usage: 'import <file>',
  summary:
    'bring in agents from a file, or "-" for standard input; those that are there already stay as they are',
  options: (command) =>
    command
      .addOption(
        new Option(
          '--format <format>',
          'csv: the first line names attributes, such as userName,name.givenName; jsonl: a SCIM User a line; by the ending of the file where it is not said',
        ).choices(Object.keys(formats)),
      )
      .option(
        '--refused <file>',
        'write the lines that are refused, and why, to this file, one JSON object a line',
      )
      .option('--dry-run', 'import nothing, and tell what would be imported and what would be refused'),
  run: async ({ application, caller, users }, options, file: string) => {
    const readLines = formats[options.format ?? formatOf(file)];
    const bytes = await bytesOf(file);
    const refusals = await openRefusals(options.refused, file);
    const progress = new Progress((lines) => `${lines} lines are done …`);
    const lineImport = new LineImport({
      importAgents: (agents) => application.importAgents(caller, { agents, dryRun: options.dryRun }),
      refuse: (refused) => refusals.add(refused),
      progress: (counts) => progress.report(linesIn(counts)),
    });
    try {
      await lineImport.run(readLines(bytes, users));
    } catch (error) {
      throw unfinished(error, lineImport.counts);
    } finally {
      progress.end();
      await refusals.close();
    }
    return outcomeOf(lineImport.counts, refusals, users.unkept, options);
  },
});

function formatOf(file: string): keyof typeof formats {
  if (/\.csv$/i.test(file)) return 'csv';
  if (/\.(jsonl|ndjson)$/i.test(file)) return 'jsonl';
  throw new OperatorError('formatMissing', 'Say what is in the file: --format csv or --format jsonl');
}

async function bytesOf(file: string): Promise<Bytes> {
  if (file === '-') return process.stdin;
  try {
    return (await open(file)).createReadStream();
  } catch (error) {
    throw new OperatorError('fileUnreadable', `The file ${file} cannot be read: ${errorMessage(error)}`);
  }
}

/** @throws OperatorError `fileUnwritable`. */
function openRefusals(path: string | undefined, file: string): Promise<Refusals> {
  if (path !== undefined && resolve(path) === resolve(file))
    throw new OperatorError('fileUnwritable', `The file ${path} is the one that is imported; name another.`);
  return Refusals.open(path);
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
  { told }: Refusals,
  unkept: readonly string[],
  { refused: file, dryRun }: ImportOptions,
): Outcome {
  if (linesIn(counts) === 0) throw new OperatorError('fileEmpty', 'There is no agent in the file.');
  const refusals = told.map(({ line, message }) => `line ${line}: ${printable(message)}\n`).join('');
  const others = counts.refused - told.length;
  const rest =
    others > 0
      ? `and ${others} more; ${file === undefined ? 'with --refused FILE a file' : file} has all of them\n`
      : '';
  return {
    document: { ...counts, dryRun: dryRun ?? false, unkept, firstRefused: told },
    text: `${refusals}${rest}${details({
      [dryRun ? 'would be imported' : 'imported']: counts.imported,
      'already there': counts.alreadyThere,
      refused: counts.refused,
      ...(unkept.length > 0 && { 'not kept': unkept.join(', ') }),
    })}`,
    failed: counts.refused > 0,
  };
}
