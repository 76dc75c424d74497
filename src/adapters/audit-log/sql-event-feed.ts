import type {
  EventFeed,
  JournalFilter,
  JournalPage,
  JournalQuery,
  JournalReader,
  RecordedJournalEntry,
} from '../../application/ports/event-feed.ts';
import type { LentConnection } from '../../application/ports/lent-connection.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import { boundedRows } from './bounded-rows.ts';
import { journalConditions } from './journal-conditions.ts';
import { settledBehind } from './journal-positions.ts';
import { entryOf } from './journal-row.ts';
import { behind, stretchBehind, upTo } from './journal-stretch.ts';

/** Reads the journal by its rows. */
export class SqlEventFeed implements EventFeed {
  on(connection: LentConnection): JournalReader {
    return new SqlJournalReader(connection);
  }

  settledBehind(connection: LentConnection, after: number): Promise<number> {
    return settledBehind(connection, after);
  }
}

class SqlJournalReader implements JournalReader {
  constructor(private readonly connection: LentConnection) {}

  async after(position: number, limit: number, filter: JournalFilter = {}): Promise<JournalPage> {
    // First how far, then what: an entry that is committed between the two waits for the next call.
    const settled = await settledBehind(this.connection, position);
    const conditions = journalConditions(filter);
    const stretch = await stretchBehind(this.connection, conditions, position, 'ASC');
    if (stretch === undefined) return { entries: [], next: settled };
    const end = Math.min(stretch.to ?? settled, settled);
    const range = [behind(stretch.from, 'ASC'), upTo(end, 'ASC')];
    const asked = [...conditions.indexed, ...conditions.others, ...range];
    const entries = (await boundedRows(this.connection, asked, 'ASC', limit)).map(entryOf);
    return { entries, next: entries.at(-1)?.position ?? end };
  }

  async latest({
    limit,
    before = Number.MAX_SAFE_INTEGER,
    ...filter
  }: JournalQuery): Promise<readonly RecordedJournalEntry[]> {
    const conditions = journalConditions(filter);
    for (let position: number | undefined = before; position !== undefined; ) {
      const stretch = await stretchBehind(this.connection, conditions, position, 'DESC');
      if (stretch === undefined) break;
      const end = stretch.to === undefined ? [] : [upTo(stretch.to, 'DESC')];
      const asked = [...conditions.indexed, ...conditions.others, behind(stretch.from, 'DESC'), ...end];
      const rows = await boundedRows(this.connection, asked, 'DESC', limit);
      if (rows.length > 0) return rows.map(entryOf);
      position = stretch.to;
    }
    return [];
  }

  async removedAgents(ids: readonly AgentId[]): Promise<ReadonlyMap<AgentId, string>> {
    const removed = new Map<AgentId, string>();
    for (let start = 0; start < ids.length; start += idsPerStatement) {
      const some = ids.slice(start, start + idsPerStatement);
      const rows = await this.connection.rows<{ target_id: AgentId; target_name: string }>(
        `SELECT target_id, target_name FROM journal WHERE account_id = :account AND action = 'AgentRemoved' AND target_id IN (${Array(some.length).fill('?').join(', ')})`,
        some,
      );
      for (const { target_id: id, target_name: userName } of rows) removed.set(id, userName);
    }
    return removed;
  }
}

/** MariaDB makes a temporary table of a longer list. */
const idsPerStatement = 1000;
