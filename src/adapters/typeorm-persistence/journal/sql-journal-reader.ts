import type {
  JournalPage,
  JournalQuery,
  JournalReader,
  RecordedJournalEntry,
} from '../../../application/ports/journal.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import type { JournalPositions } from './journal-positions.ts';
import { entryOf, type JournalRow, journalColumns } from './journal-row.ts';

const select = `SELECT ${journalColumns} FROM journal WHERE account_id = :account`;
const selectSettled = new AccountStatement(
  `${select} AND position > ? AND position <= ? ORDER BY position LIMIT ?`,
);

export class SqlJournalReader implements JournalReader {
  constructor(
    private readonly scope: AccountScope,
    private readonly positions: JournalPositions,
  ) {}

  async after(position: number, limit: number): Promise<JournalPage> {
    // First how far, then what: an entry that is committed between the two waits for the next call.
    const settled = await this.positions.settledBehind(position);
    const rows = await this.scope.rows<JournalRow>(selectSettled, [
      position,
      settled,
      this.scope.dialect.limit(limit),
    ]);
    const last = rows.length < limit ? settled : Number(rows.at(-1)?.position ?? position);
    return { entries: rows.map(entryOf), next: last };
  }

  async latest({ limit, before, targetId }: JournalQuery): Promise<readonly RecordedJournalEntry[]> {
    const conditions = [
      ...(before === undefined ? [] : ['AND position < ?']),
      ...(targetId === undefined ? [] : ['AND target_id = ?']),
    ];
    const statement = new AccountStatement(
      `${select} ${conditions.join(' ')} ORDER BY position DESC LIMIT ?`,
    );
    const parameters = [
      ...(before === undefined ? [] : [before]),
      ...(targetId === undefined ? [] : [targetId]),
      this.scope.dialect.limit(limit),
    ];
    return (await this.scope.rows<JournalRow>(statement, parameters)).map(entryOf);
  }
}
