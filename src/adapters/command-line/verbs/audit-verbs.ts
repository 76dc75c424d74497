import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { isIdentifier } from '../../../application/input/is-identifier.ts';
import type { JournalQuery, RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import { entriesPerPageMax } from '../../../application/ports/event-feed.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { AccountSession } from '../account-verb.ts';
import { chooseAuditedAccount } from '../choose-account.ts';
import { findGroup } from '../choose-group.ts';
import { entryText } from '../entry-text.ts';
import type { Installation } from '../installation.ts';
import { writeOut } from '../output.ts';
import { accountOption, print, type VerbOptions, verb, wholeNumber, withSession } from '../verb.ts';

interface TailOptions extends VerbOptions {
  readonly account?: string;
  readonly follow?: true;
  readonly limit: number;
  readonly agent?: string;
  readonly group?: string;
}

/** What the entries are to be about; anything where nothing is said. */
type Target = Pick<JournalQuery, 'targetType' | 'targetId' | 'targetName'>;

const followEveryMilliseconds = 1000;

export function addAuditVerbs(program: Command, installation: Installation): void {
  const audit = program.command('audit').description('The audit log: what was done and what was refused');

  verb(audit, 'tail', 'show the newest entries, the newest last; --follow with --json prints one a line')
    .addOption(accountOption())
    .option('--follow', 'go on as entries are added, until interrupted')
    .option('--limit <n>', 'how many entries to begin with', wholeNumber(1, entriesPerPageMax), 20)
    .option('--agent <id-or-email>', 'only entries about this agent; by email also about one who is gone')
    .addOption(new Option('--group <id-or-name>', 'only entries about this group').conflicts('agent'))
    .action((options: TailOptions) =>
      withSession(installation, async (session) => {
        const caller = await chooseAuditedAccount(session, options.account);
        return tail({ ...session, caller }, options);
      }),
    );

  verb(audit, 'export', 'write every entry, the oldest first, as one JSON object a line')
    .addOption(accountOption())
    .option('--after <position>', 'only entries after this position', wholeNumber(0, 1e15), 0)
    .action((options: VerbOptions & { account?: string; after: number }) =>
      withSession(installation, async (session) => {
        const caller = await chooseAuditedAccount(session, options.account);
        await exportEntries({ ...session, caller }, options.after);
      }),
    );
}

async function tail(session: AccountSession, options: TailOptions): Promise<void> {
  const target = await targetOf(session, options);
  const entries = (await newestEntries(session, target, options.limit)).toReversed();
  if (options.follow) return follow(session, entries, target, options);
  return print({ document: entries, text: entries.map(entryText).join('') }, options);
}

/** Entries keep names, so that one who was removed, or was always refused, is found by what people remember. */
async function targetOf(session: AccountSession, { agent, group }: TailOptions): Promise<Target> {
  if (agent !== undefined) {
    return agent.includes('@') ? { targetType: 'agent', targetName: agent } : { targetId: agent };
  }
  if (group === undefined) return {};
  const found = await findGroup(session, group);
  if (found !== undefined) return { targetId: found.state.id };
  return isIdentifier(group) ? { targetId: group } : { targetType: 'group', targetName: group };
}

const isAbout = ({ target }: RecordedJournalEntry, { targetType, targetId, targetName }: Target): boolean =>
  (targetType === undefined || target?.type === targetType) &&
  (targetId === undefined || target?.id === targetId) &&
  (targetName === undefined || foldCase(target?.name ?? '') === foldCase(targetName));

/** The newest first, from as many pages as it takes. */
async function newestEntries({ application, caller }: AccountSession, target: Target, limit: number) {
  const entries: RecordedJournalEntry[] = [];
  while (entries.length < limit) {
    const query = { ...target, limit: limit - entries.length, before: entries.at(-1)?.position };
    const page = await application.readAuditLog(caller, query);
    if (page.length === 0) break;
    entries.push(...page);
  }
  return entries;
}

/**
 * Writes all that is there when it begins. An entry that a transaction committed before others that are still under way is
 * held back until it is certain what stands before it, for a minute at most; an export waits for that.
 */
async function exportEntries(session: AccountSession, after: number): Promise<void> {
  const begun = new Date().toISOString();
  const [newest] = await newestEntries(session, {}, 1);
  const end = newest?.position ?? 0;
  let position = after;
  let waits = false;
  for (;;) {
    for await (const entry of entriesAfter(session, position)) {
      await writeOut(lineOf(entry));
      position = entry.position;
    }
    if (position >= end) break;
    if (!waits) process.stderr.write('Waiting for entries that may still appear before others …\n');
    waits = true;
    await pause(followEveryMilliseconds);
  }
  process.stderr.write(`This is every entry up to ${begun}, the last at position ${position}.\n`);
}

/** Up to what is there now. */
async function* entriesAfter({ application, caller }: AccountSession, after: number) {
  let position = after;
  for (;;) {
    const { entries, next } = await application.followAuditLog(caller, { after: position });
    yield* entries;
    if (next <= position) return;
    position = next;
  }
}

/**
 * The newest entries may be shown before older ones whose transactions commit late, so reading by position
 * begins before the oldest that was shown, and passes over those.
 */
async function follow(
  session: AccountSession,
  shown: readonly RecordedJournalEntry[],
  target: Target,
  { json }: TailOptions,
): Promise<void> {
  const textOf = json ? lineOf : entryText;
  const shownPositions = new Set(shown.map((entry) => entry.position));
  let position = (shown[0]?.position ?? 1) - 1;
  await writeOut(shown.map(textOf).join(''));
  for (;;) {
    for await (const entry of entriesAfter(session, position)) {
      position = entry.position;
      if (isAbout(entry, target) && !shownPositions.delete(position)) await writeOut(textOf(entry));
    }
    await pause(followEveryMilliseconds);
  }
}

const lineOf = (entry: RecordedJournalEntry): string => `${JSON.stringify(entry)}\n`;
