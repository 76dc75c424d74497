import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { AuditLogFilter } from '../../../application/audit/filter/audit-log-filter.ts';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import { entriesPerPageMax } from '../../../application/ports/event-feed.ts';
import { type EntryFormatName, entryFormats } from '../../entry-formats/entry-formats.ts';
import { jsonLine } from '../../entry-formats/json-format.ts';
import type { AccountSession } from '../account-verb.ts';
import { type FilterOptions, filterOf, withFilter } from '../audit/entry-filter.ts';
import { entryText } from '../audit/entry-text.ts';
import { exportEntries } from '../audit/export-entries.ts';
import { exportProofs } from '../audit/export-proofs.ts';
import { newestEntries, pagesAfter } from '../audit/walk-entries.ts';
import { chooseAuditedAccount } from '../choose-account.ts';
import type { Installation } from '../installation.ts';
import { OperatorError } from '../operator-error.ts';
import { writeOut } from '../output.ts';
import { writeWholeFile } from '../output-file.ts';
import { accountOption, print, type VerbOptions, verb, wholeNumber, withSession } from '../verb.ts';
import { addSealVerbs } from './seal-verbs.ts';

interface AuditOptions extends VerbOptions, FilterOptions {
  readonly account?: string;
}

interface TailOptions extends AuditOptions {
  readonly follow?: true;
  readonly limit: number;
}

interface ExportOptions extends AuditOptions {
  readonly after: number;
  readonly format: EntryFormatName;
  readonly output?: string;
  readonly proofs?: true;
}

/** An entry is shown within a second of its commit. */
const followEveryMilliseconds = 250;

export function addAuditVerbs(program: Command, installation: Installation): void {
  const audit = program.command('audit').description('The audit log: what was done and what was refused');
  const inAccount =
    <Options extends AuditOptions>(
      run: (session: AccountSession, filter: AuditLogFilter, options: Options) => Promise<void>,
    ) =>
    (options: Options) =>
      withSession(installation, async (session) => {
        const inside = { ...session, caller: await chooseAuditedAccount(session, options.account) };
        await run(inside, await filterOf(inside, options), options);
      });

  withFilter(
    verb(audit, 'tail', 'show the newest entries, the newest last; --follow with --json prints one a line')
      .addOption(accountOption())
      .addOption(new Option('--follow', 'go on as entries are added, until interrupted').conflicts('until'))
      .option('--limit <n>', 'how many entries to begin with', wholeNumber(1, entriesPerPageMax), 20),
  ).action(inAccount(tail));

  withFilter(
    verb(
      audit,
      'export',
      'write every entry, the oldest first, as lines of JSON, as CSV or as events of OCSF',
    )
      .addOption(accountOption())
      .option('--after <position>', 'only entries after this position', wholeNumber(0, 1e15), 0)
      .addOption(
        new Option(
          '--format <format>',
          'JSON lines, CSV with a heading (RFC 4180), or events of the Open Cybersecurity Schema Framework',
        )
          .choices(Object.keys(entryFormats))
          .argParser(formatNamed)
          .default('jsonl'),
      )
      .addOption(
        new Option(
          '--proofs',
          'lines of JSON with salts, inclusion proofs and a checkpoint, which verify without the database',
        ).conflicts(['format', 'after']),
      )
      .option('--output <file>', 'where to write it, whole or not at all; standard output, if not given'),
  ).action(
    inAccount((session, filter, { after, format, output, proofs }: ExportOptions) => {
      const exported = (write: (text: string) => Promise<void>, tellsProgress: boolean) =>
        proofs
          ? exportProofs(session, filter, write, tellsProgress)
          : exportEntries(session, filter, after, entryFormats[format], write, tellsProgress);
      // Entries on the same terminal tell themselves how far it is.
      if (output === undefined) return exported(writeOut, !process.stdout.isTTY);
      return writeWholeFile(output, (write) => exported(write, true));
    }),
  );
  addSealVerbs(audit, installation);
}

/** @throws OperatorError `formatUnknown`. */
function formatNamed(name: string): EntryFormatName {
  if (Object.hasOwn(entryFormats, name)) return name as EntryFormatName;
  const known = Object.keys(entryFormats).join(', ');
  throw new OperatorError('formatUnknown', `There is no format ${JSON.stringify(name)}; there are ${known}.`);
}

async function tail(session: AccountSession, filter: AuditLogFilter, options: TailOptions): Promise<void> {
  const entries = (await newestEntries(session, filter, options.limit)).toReversed();
  if (options.follow) return follow(session, entries, filter, options);
  return print({ document: entries, text: entries.map(entryText).join('') }, options);
}

async function follow(
  session: AccountSession,
  shown: readonly RecordedJournalEntry[],
  filter: AuditLogFilter,
  { json }: TailOptions,
): Promise<void> {
  const textOf = json ? jsonLine : entryText;
  let position = shown.at(-1)?.position ?? 0;
  await writeOut(shown.map(textOf).join(''));
  for (;;) {
    for await (const { entries, next } of pagesAfter(session, filter, position)) {
      await writeOut(entries.map(textOf).join(''));
      position = next;
    }
    await pause(followEveryMilliseconds);
  }
}
