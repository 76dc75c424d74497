import { Option } from 'commander';
import { accountVerb } from '../account-verb.ts';
import { readCsvLines } from '../import/csv-lines.ts';
import { type ImportOptions, importFile, withImportOptions } from '../import/import-file.ts';
import type { Bytes } from '../import/import-line.ts';
import { readJsonLines } from '../import/json-lines.ts';
import type { UserNotation } from '../installation.ts';
import { OperatorError } from '../operator-error.ts';
import { useCasesOf } from '../use-cases-of.ts';

const header = 'userName,name.givenName,active';

const formats = {
  csv: (bytes: Bytes, users: UserNotation) =>
    readCsvLines(bytes, { header, readRows: (names) => users.readRows(names) }),
  jsonl: readJsonLines,
} as const;

/** `agent import`: as many agents as a file has. */
export const importAgents = accountVerb<ImportOptions & { readonly format?: keyof typeof formats }>({
  usage: 'import <file>',
  summary:
    'bring in agents from a file, or "-" for standard input; those that are there already stay as they are',
  options: (command) =>
    withImportOptions(
      command.addOption(
        new Option(
          '--format <format>',
          'csv: the first line names attributes, such as userName,name.givenName; jsonl: a SCIM User a line; by the ending of the file where it is not said',
        ).choices(Object.keys(formats)),
      ),
    ),
  run: async (session, options, file: string) => {
    const readLines = formats[options.format ?? formatOf(file)];
    const { caller, users } = session;
    const { importAgents: importItems } = useCasesOf(session, options);
    return importFile(
      file,
      {
        noun: 'agent',
        readLines: (bytes) => readLines(bytes, users),
        importItems: (agents) => importItems(caller, { rows: agents }),
        aboutOf: ({ userName }) => ({ userName }),
        twice: 'userNameTaken',
        unkept: () => users.unkept,
      },
      options,
    );
  },
});

function formatOf(file: string): keyof typeof formats {
  if (/\.csv$/i.test(file)) return 'csv';
  if (/\.(jsonl|ndjson)$/i.test(file)) return 'jsonl';
  throw new OperatorError('formatMissing', 'Say what is in the file: --format csv or --format jsonl');
}
