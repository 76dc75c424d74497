import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedJournalEntry } from '../../application/ports/event-feed.ts';
import type { LogConnections } from '../../application/ports/log-connections.ts';
import type { NumberedEntries } from '../../application/ports/numbered-entries.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { followTimes } from './follow-times.ts';
import { followedLog } from './followed-journal.ts';
import { blockOf, termsOf } from './journal-terms.ts';

/** Others that write wait for a step, where there is one writer. */
const entriesPerStep = 200;
const pauseMilliseconds = 1_000;

/**
 * Indexes the entries of all accounts by their terms, behind those who write them. Searches look at what is not indexed yet
 * entry by entry.
 */
export class TermIndex {
  constructor(
    private readonly connections: LogConnections,
    private readonly entries: NumberedEntries,
    private readonly log: OperationalLog,
  ) {}

  /** Goes on until it is told to stop. */
  async run(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const isMore = await this.step().catch((error: unknown) => {
        // The database adapter has told operators why it could not be reached.
        if (!(error instanceof StorageUnavailable))
          this.log.error('The audit log could not be indexed', error);
        return false;
      });
      if (!isMore) await pause(pauseMilliseconds, undefined, { signal: stop, ref: false }).catch(() => {});
    }
  }

  /** Indexes the next entries, and looks at the next times. @returns whether there may be more. @throws StorageUnavailable */
  async step(): Promise<boolean> {
    const followed = [await this.indexTerms(), await followTimes(this.connections)];
    return followed.includes(true);
  }

  private async indexTerms(): Promise<boolean> {
    const { typed: indexed } = await this.connections.read(followedLog);
    const entries = await this.entries.from(indexed + 1, entriesPerStep);
    const last = entries.at(-1);
    if (last === undefined) return false;
    const rows = JSON.stringify(rowsOf(entries));
    await this.connections.transact(async (connection) => {
      // Another process that was faster has them indexed.
      const moved = await connection.run(
        'UPDATE journal_indexed SET typed_position = ? WHERE typed_position = ?',
        [last.position, indexed],
      );
      if (moved > 0) await connection.run(this.insert, [rows]);
    });
    return true;
  }

  private get insert(): string {
    if (this.connections.haveOneWriter)
      return 'INSERT OR IGNORE INTO journal_terms (account_id, term, block) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)';
    const text = (name: string, length: number, place: number) =>
      `${name} VARCHAR(${length}) CHARACTER SET utf8mb4 PATH '$[${place}]'`;
    return `INSERT IGNORE INTO journal_terms (account_id, term, block) SELECT account_id, term, block FROM JSON_TABLE(?, '$[*]' COLUMNS (${text('account_id', 36, 0)}, ${text('term', 22, 1)}, block BIGINT PATH '$[2]')) AS given`;
  }
}

type TermRow = readonly [accountId: string, term: string, block: number];

/** Each once, in the order of the key. */
function rowsOf(entries: readonly RecordedJournalEntry[]): readonly TermRow[] {
  const rows: TermRow[] = [];
  const blocks = Map.groupBy(entries, ({ accountId, position }) => `${accountId} ${blockOf(position)}`);
  for (const [first, ...others] of blocks.values()) {
    if (first === undefined) continue;
    const terms = new Set(termsOf(first));
    for (const other of others) for (const term of termsOf(other)) terms.add(term);
    for (const term of terms) rows.push([first.accountId, term, blockOf(first.position)]);
  }
  return rows.sort((left, right) => (left.join() < right.join() ? -1 : 1));
}
