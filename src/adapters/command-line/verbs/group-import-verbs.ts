import { type AddVerb, accountVerb } from '../account-verb.ts';
import { readCsvLines } from '../import/csv-lines.ts';
import { exceptionRows, memberRows } from '../import/group-rows.ts';
import { type ImportOptions, importFile, withImportOptions } from '../import/import-file.ts';
import { useCasesOf } from '../use-cases-of.ts';

const importMembers = accountVerb<ImportOptions>({
  usage: 'import <file>',
  summary:
    'add members to groups by hand from a file of CSV, or "-" for standard input, with the columns group,agent; groups that are not there are made',
  options: withImportOptions,
  run: (session, options, file: string) =>
    importFile(
      file,
      {
        noun: 'member',
        readLines: (bytes) => readCsvLines(bytes, memberRows),
        importItems: (rows) => useCasesOf(session, options).importGroupMembers(session.caller, { rows }),
        aboutOf: ({ group, agent = '' }) => ({ group, agent }),
        twice: 'inputInvalid',
      },
      options,
    ),
});

const importExceptions = accountVerb<ImportOptions>({
  usage: 'import-exceptions <file>',
  summary:
    'make exceptions of rules from a file of CSV, or "-" for standard input, with the columns group,agent,belongs,reason,until',
  options: withImportOptions,
  run: (session, options, file: string) =>
    importFile(
      file,
      {
        noun: 'exception',
        readLines: (bytes) => readCsvLines(bytes, exceptionRows),
        importItems: (rows) => useCasesOf(session, options).importRuleExceptions(session.caller, { rows }),
        aboutOf: ({ group, agent }) => ({ group, agent }),
        twice: 'inputInvalid',
      },
      options,
    ),
});

/** Verbs that read who belongs to groups, or does not, from files. */
export const groupImportVerbs: readonly AddVerb[] = [importMembers, importExceptions];
