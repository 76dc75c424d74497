import type {
  EventFeed,
  JournalPage,
  JournalQuery,
  JournalReader,
  RecordedJournalEntry,
} from '../../application/ports/event-feed.ts';
import type { LentConnection } from '../../application/ports/lent-connection.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import { boundedRows } from './bounded-rows.ts';
import { settledBehind } from './journal-positions.ts';
import { entryOf, nameKeyOf } from './journal-row.ts';

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
    const range = [
      { text: 'position > ?', value: position },
      { text: 'position <= ?', value: settled },
    ];
    const entries = (await boundedRows(this.connection, range, 'ASC', limit)).map(entryOf);
    return { entries, next: entries.at(-1)?.position ?? settled };
  }

  async latest(query: JournalQuery): Promise<readonly RecordedJournalEntry[]> {
    const { limit, before, targetType, targetId, targetName } = query;
    const conditions = [
      { text: 'position < ?', value: before },
      { text: 'target_type = ?', value: targetType },
      { text: 'target_id = ?', value: targetId },
      { text: 'target_name_key = ?', value: targetName === undefined ? undefined : nameKeyOf(targetName) },
    ].flatMap(({ text, value }) => (value === undefined ? [] : [{ text, value }]));
    return (await boundedRows(this.connection, conditions, 'DESC', limit)).map(entryOf);
  }

  async removedAgents(ids: readonly AgentId[]): Promise<ReadonlySet<AgentId>> {
    const removed = new Set<AgentId>();
    for (let start = 0; start < ids.length; start += idsPerStatement) {
      const some = ids.slice(start, start + idsPerStatement);
      const rows = await this.connection.rows<{ target_id: AgentId }>(
        `SELECT DISTINCT target_id FROM journal WHERE account_id = :account AND action = 'AgentRemoved' AND target_id IN (${Array(some.length).fill('?').join(', ')})`,
        some,
      );
      for (const { target_id: id } of rows) removed.add(id);
    }
    return removed;
  }
}

/** MariaDB makes a temporary table of a longer list. */
const idsPerStatement = 1000;
