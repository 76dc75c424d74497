import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { entriesPerPageMax } from '../../../application/audit/entries/journal-page.ts';
import type { Caller } from '../../../application/ports/caller.ts';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import { chooseAuditedAccount } from '../choose-account.ts';
import { chooseAgent } from '../choose-agent.ts';
import { chooseGroup } from '../choose-group.ts';
import { entryText } from '../entry-text.ts';
import type { Installation } from '../installation.ts';
import { writeOut } from '../output.ts';
import {
  accountOption,
  print,
  type Session,
  type VerbOptions,
  verb,
  wholeNumber,
  withSession,
} from '../verb.ts';

type TailOptions = VerbOptions & {
  account?: string;
  follow?: true;
  limit: number;
  agent?: string;
  group?: string;
};

const followEveryMilliseconds = 1000;

export function addAuditVerbs(program: Command, installation: Installation): void {
  const audit = program.command('audit').description('The audit log: what was done and what was refused');

  verb(audit, 'tail', 'show the newest entries, the newest last; --follow with --json prints one a line')
    .addOption(accountOption())
    .option('--follow', 'go on as entries are added, until interrupted')
    .option('--limit <n>', 'how many entries to begin with', wholeNumber(1, entriesPerPageMax), 20)
    .option('--agent <id-or-email>', 'only entries about this agent')
    .addOption(new Option('--group <id-or-name>', 'only entries about this group').conflicts('agent'))
    .action((options: TailOptions) =>
      withSession(installation, async (session) => {
        const caller = await chooseAuditedAccount(session, options.account);
        const targetId = await targetOf(session, caller, options);
        const query = { limit: options.limit, targetId };
        const entries = [...(await session.application.readAuditLog(caller, query))].reverse();
        if (options.follow) return follow(session, caller, entries, targetId, options);
        return print({ document: entries, text: entries.map(entryText).join('') }, options);
      }),
    );

  verb(audit, 'export', 'write every entry, the oldest first, as one JSON object a line')
    .addOption(accountOption())
    .option('--after <position>', 'only entries after this position', wholeNumber(0, 1e15), 0)
    .action((options: VerbOptions & { account?: string; after: number }) =>
      withSession(installation, async (session) => {
        const caller = await chooseAuditedAccount(session, options.account);
        for await (const entry of entriesAfter(session, caller, options.after)) await writeOut(lineOf(entry));
      }),
    );
}

async function targetOf(session: Session, caller: Caller, { agent, group }: TailOptions) {
  if (group !== undefined) return (await chooseGroup(session, caller, group)).state.id;
  if (agent === undefined || !agent.includes('@')) return agent;
  return (await chooseAgent(session, caller, agent)).state.id;
}

/** Up to what is there now. */
async function* entriesAfter({ application }: Session, caller: Caller, after: number) {
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
  session: Session,
  caller: Caller,
  shown: readonly RecordedJournalEntry[],
  targetId: string | undefined,
  { json }: TailOptions,
): Promise<void> {
  const textOf = json ? lineOf : entryText;
  const shownPositions = new Set(shown.map((entry) => entry.position));
  let position = (shown[0]?.position ?? 1) - 1;
  await writeOut(shown.map(textOf).join(''));
  for (;;) {
    for await (const entry of entriesAfter(session, caller, position)) {
      position = entry.position;
      const wanted = targetId === undefined || entry.target?.id === targetId;
      if (wanted && !shownPositions.delete(position)) await writeOut(textOf(entry));
    }
    await pause(followEveryMilliseconds);
  }
}

const lineOf = (entry: RecordedJournalEntry): string => `${JSON.stringify(entry)}\n`;
