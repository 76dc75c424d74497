import type {
  EventFeed,
  JournalFilter,
  JournalPage,
  JournalQuery,
  JournalReader,
  RecordedJournalEntry,
  Removal,
} from '../../application/ports/event-feed.ts';
import type { LentConnection } from '../../application/ports/lent-connection.ts';
import { boundedRows } from './bounded-rows.ts';
import { journalConditions } from './journal-conditions.ts';
import { settledBehind } from './journal-positions.ts';
import { entryOf, type JournalRow, journalColumns } from './journal-row.ts';
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

  async removals<Id extends string>(
    type: 'agent' | 'group',
    ids: readonly Id[],
  ): Promise<ReadonlyMap<Id, Removal>> {
    const removals = new Map<Id, Removal>();
    for (let start = 0; start < ids.length; start += idsPerStatement) {
      const some = ids.slice(start, start + idsPerStatement);
      const rows = await this.connection.rows<JournalRow>(
        `SELECT ${journalColumns} FROM journal WHERE account_id = :account AND action = ? AND target_id IN (${Array(some.length).fill('?').join(', ')})`,
        [removalOf[type], ...some],
      );
      for (const row of rows) {
        const { at, target, principal } = entryOf(row);
        removals.set(target?.id as Id, { name: target?.name ?? '', at, principal });
      }
    }
    return removals;
  }
}

const removalOf = { agent: 'AgentRemoved', group: 'GroupRemoved' } as const;

/** MariaDB makes a temporary table of a longer list. */
const idsPerStatement = 1000;
