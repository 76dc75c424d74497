import type {
  JournalPage,
  JournalQuery,
  JournalReader,
  RecordedJournalEntry,
} from '../../../application/ports/journal.ts';
import { instantOf, instantPlus } from '../../../domain/shared/instant.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import type { JournalPositions } from './journal-positions.ts';
import { entryOf, type JournalRow } from './journal-row.ts';

/**
 * Longer than a transaction can take: by then every position that was given out is in the journal, or was undone
 * and stays a gap.
 */
const settledAfterMilliseconds = 60_000;

const selectAfter = new AccountStatement(
  'SELECT * FROM journal WHERE account_id = :account AND position > ? ORDER BY position LIMIT ?',
);
export class SqlJournalReader implements JournalReader {
  constructor(
    private readonly scope: AccountScope,
    private readonly positions: JournalPositions,
  ) {}

  async after(position: number, limit: number): Promise<JournalPage> {
    const rows = await this.scope.rows<JournalRow>(selectAfter, [position, this.scope.dialect.limit(limit)]);
    const entries = rows.map(entryOf);
    const settled = await this.settled(entries);
    return { entries: settled, next: settled.at(-1)?.position ?? position };
  }

  async latest({ limit, before, targetId }: JournalQuery): Promise<readonly RecordedJournalEntry[]> {
    const conditions = [
      'account_id = :account',
      ...(before === undefined ? [] : ['position < ?']),
      ...(targetId === undefined ? [] : ['target_id = ?']),
    ];
    const statement = new AccountStatement(
      `SELECT * FROM journal WHERE ${conditions.join(' AND ')} ORDER BY position DESC LIMIT ?`,
    );
    const parameters = [
      ...(before === undefined ? [] : [before]),
      ...(targetId === undefined ? [] : [targetId]),
      this.scope.dialect.limit(limit),
    ];
    return (await this.scope.rows<JournalRow>(statement, parameters)).map(entryOf);
  }

  /**
   * Holds back young entries that follow a gap: a database gives out positions in order, but transactions commit
   * in any order, and a position that is missing may still appear.
   */
  private async settled(entries: readonly RecordedJournalEntry[]): Promise<readonly RecordedJournalEntry[]> {
    const horizon = instantPlus(instantOf(new Date()), -settledAfterMilliseconds);
    const firstYoung = entries.findIndex((entry) => entry.at > horizon);
    const last = entries.at(-1);
    if (firstYoung === -1 || last === undefined) return entries;
    const complete = await this.positions.areComplete(
      await this.positions.newestUntil(horizon),
      last.position,
    );
    return complete ? entries : entries.slice(0, firstYoung);
  }
}
