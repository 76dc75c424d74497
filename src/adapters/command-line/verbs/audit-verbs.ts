import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { AuditLogFilter } from '../../../application/audit/filter/audit-log-filter.ts';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import { entriesPerPageMax } from '../../../application/ports/event-feed.ts';
import { StorageUnavailable } from '../../../application/ports/storage-errors.ts';
import { type EntryFormatName, entryFormats } from '../../entry-formats/entry-formats.ts';
import { jsonLine } from '../../entry-formats/json-format.ts';
import type { AccountSession } from '../account-verb.ts';
import { type FilterOptions, filterOf, withFilter } from '../audit/entry-filter.ts';
import { entryText } from '../audit/entry-text.ts';
import { exportEntries } from '../audit/export-entries.ts';
import { exportProofs } from '../audit/export-proofs.ts';
import { entriesAfter, newestEntries, pagesAfter } from '../audit/walk-entries.ts';
import { chooseAuditedAccount } from '../choose-account.ts';
import { errorMessage } from '../error-message.ts';
import type { Installation } from '../installation.ts';
import { OperatorError } from '../operator-error.ts';
import { writeOut } from '../output.ts';
import { writeWholeFile } from '../output-file.ts';
import { accountOption, print, type VerbOptions, verb, wholeNumber, withSession } from '../verb.ts';
import { difference } from './difference-verb.ts';
import { addSealVerbs } from './seal-verbs.ts';

interface AuditOptions extends VerbOptions, FilterOptions {
  readonly account?: string;
}

interface TailOptions extends AuditOptions {
  readonly after?: number;
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
      .option(
        '--after <position>',
        'those after this position, the oldest of them first',
        wholeNumber(0, 1e15),
      )
      .option('--limit <n>', 'how many entries to begin with', wholeNumber(1, entriesPerPageMax), 20),
  ).action(inAccount(tail));

  difference(audit, installation);

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
    inAccount((session, filter, { after, format, proofs, output }: ExportOptions) => {
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
  const { after, limit } = options;
  if (options.follow && after !== undefined) return follow(session, after, filter, options);
  const entries =
    after === undefined
      ? (await newestEntries(session, filter, limit)).toReversed()
      : await entriesAfter(session, filter, after, limit);
  if (!options.follow) return print({ document: entries, text: entries.map(entryText).join('') }, options);
  await writeOut(entries.map(shownBy(options)).join(''));
  return follow(session, entries.at(-1)?.position ?? 0, filter, options);
}

const shownBy = ({ json }: TailOptions): ((entry: RecordedJournalEntry) => string) =>
  json ? jsonLine : entryText;

/** Goes on while the database is away, as during a failover, behind the entry that was shown last. */
async function follow(
  session: AccountSession,
  after: number,
  filter: AuditLogFilter,
  options: TailOptions,
): Promise<void> {
  let position = after;
  let isAway = false;
  for (;;) {
    try {
      for await (const { entries, next } of pagesAfter(session, filter, position)) {
        await writeOut(entries.map(shownBy(options)).join(''));
        position = next;
      }
      isAway = false;
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      if (!isAway) process.stderr.write(`${errorMessage(error)} Entries after ${position} are shown then.\n`);
      isAway = true;
    }
    await pause(followEveryMilliseconds);
  }
}
