import type {
  EventFeed,
  JournalPage,
  JournalQuery,
  JournalReader,
  RecordedJournalEntry,
} from '../../application/ports/event-feed.ts';
import type { LentConnection } from '../../application/ports/lent-connection.ts';
import { settledBehind } from './journal-positions.ts';
import { entryOf, type JournalRow, journalColumns, nameKeyOf } from './journal-row.ts';

const select = `SELECT ${journalColumns} FROM journal WHERE account_id = :account`;

/** Reads the journal by its rows. */
export class SqlEventFeed implements EventFeed {
  on(connection: LentConnection): JournalReader {
    return new SqlJournalReader(connection);
  }
}

class SqlJournalReader implements JournalReader {
  constructor(private readonly connection: LentConnection) {}

  async after(position: number, limit: number): Promise<JournalPage> {
    // First how far, then what: an entry that is committed between the two waits for the next call.
    const settled = await settledBehind(this.connection, position);
    const rows = await this.connection.rows<JournalRow>(
      `${select} AND position > ? AND position <= ? ORDER BY position LIMIT ?`,
      [position, settled, this.connection.limit(limit)],
    );
    const last = rows.length < limit ? settled : Number(rows.at(-1)?.position ?? position);
    return { entries: rows.map(entryOf), next: last };
  }

  async latest(query: JournalQuery): Promise<readonly RecordedJournalEntry[]> {
    const { limit, before, targetType, targetId, targetName } = query;
    const conditions = [
      { text: 'position < ?', value: before },
      { text: 'target_type = ?', value: targetType },
      { text: 'target_id = ?', value: targetId },
      { text: 'target_name_key = ?', value: targetName === undefined ? undefined : nameKeyOf(targetName) },
    ].flatMap(({ text, value }) => (value === undefined ? [] : [{ text: ` AND ${text}`, value }]));
    const rows = await this.connection.rows<JournalRow>(
      `${select}${conditions.map(({ text }) => text).join('')} ORDER BY position DESC LIMIT ?`,
      [...conditions.map(({ value }) => value), this.connection.limit(limit)],
    );
    return rows.map(entryOf);
  }
}
