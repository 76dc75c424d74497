import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { LogConnection, LogConnections } from '../../../application/ports/log-connections.ts';
import type { FollowedJournal } from '../followed-journal.ts';
import { blockOf, termsLeftIn } from '../journal-terms.ts';
import { Lateness } from '../lateness.ts';
import { openedRows } from '../sql-numbered-entries.ts';
import { faultAt } from './fault-found.ts';

/**
 * Looks whether entries have the terms by which they are searched, and whether their times are as much in order as searches
 * believe. No leaf commits to that, since all of it follows from the entries; whoever changes it hides entries from searches.
 */
export class SearchableEntries {
  private readonly lateness = new Lateness();
  private block = -1;
  /** The positions of entries of a block, by account and term. */
  private wanted = new Map<string, Map<string, number>>();

  /** @param followed - entries behind that are searched one by one. */
  constructor(
    private readonly connections: LogConnections,
    private readonly followed: FollowedJournal,
  ) {}

  /** @param entry - that follows those before. @throws FaultFound */
  async add(entry: RecordedJournalEntry): Promise<void> {
    if (entry.position <= this.followed.timed) this.requireLateness(entry);
    if (entry.position > this.followed.typed) return;
    const block = blockOf(entry.position);
    if (block !== this.block) await this.end();
    this.block = block;
    const terms = this.wanted.get(entry.accountId) ?? new Map<string, number>();
    this.wanted.set(entry.accountId, terms);
    for (const term of termsLeftIn(entry)) if (!terms.has(term)) terms.set(term, entry.position);
  }

  /** Looks at those that were added last. @throws FaultFound */
  async end(): Promise<void> {
    const { block, wanted } = this;
    this.wanted = new Map();
    const missing = new Set<number>();
    for (const [account, terms] of wanted) {
      const found = await this.connections.read((connection) =>
        termsOfBlock(connection, account, terms, block),
      );
      for (const [term, position] of terms) if (!found.has(term)) missing.add(position);
    }
    for (const position of [...missing].toSorted((one, other) => one - other))
      await this.requireGone(position);
  }

  private requireLateness({ at, position }: RecordedJournalEntry): void {
    this.lateness.add(at);
    if (this.lateness.most <= this.followed.lateness) return;
    throw faultAt(
      'indexAltered',
      position,
      `The entry at position ${position} is as it was sealed, and searches by time may not find it: by how much times are out of their order was changed (table journal_indexed). To have all times looked at anew, set timed_position, latest_milliseconds and lateness_milliseconds there to 0.`,
    );
  }

  /** The entry may have been pruned since it was read, and its terms with it. */
  private async requireGone(position: number): Promise<void> {
    const [row] = await this.connections.read((connection) => openedRows(connection, position, 1));
    if (Number(row?.position) !== position) return;
    throw faultAt(
      'indexAltered',
      position,
      `The entry at position ${position} is as it was sealed, and searches may not find it: terms of it were taken away (table journal_terms). To have all entries indexed anew, set typed_position in the table journal_indexed to 0.`,
    );
  }
}

async function termsOfBlock(
  connection: LogConnection,
  account: string,
  terms: ReadonlyMap<string, number>,
  block: number,
): Promise<ReadonlySet<string>> {
  // Some twice, so that there are few statements to prepare.
  const asked = [...terms.keys()];
  const count = 2 ** Math.ceil(Math.log2(asked.length));
  while (asked.length < count) asked.push(asked[0] ?? '');
  const rows = await connection.rows<{ term: string }>(
    `SELECT DISTINCT term FROM journal_terms WHERE account_id = ? AND term IN (${Array(count).fill('?').join(', ')}) AND block = ?`,
    [account, ...asked, block],
  );
  return new Set(rows.map(({ term }) => term));
}
