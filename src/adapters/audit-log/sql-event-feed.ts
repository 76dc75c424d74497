import type { Principal } from '../../application/ports/caller.ts';
import {
  type EventFeed,
  entriesCountedMax,
  type JournalFilter,
  type JournalHour,
  type JournalPage,
  type JournalQuery,
  type JournalReader,
  type RecordedJournalEntry,
  type Removal,
} from '../../application/ports/event-feed.ts';
import type { LentConnection } from '../../application/ports/lent-connection.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { boundedRows } from './bounded-rows.ts';
import { journalConditions } from './journal-conditions.ts';
import { settledBehind } from './journal-positions.ts';
import { entryOf, type JournalRow, journalColumns } from './journal-row.ts';
import { behind, stretchBehind, upTo } from './journal-stretch.ts';
import { SqlPastJournal } from './past/sql-past-journal.ts';

/** Reads the journal by its rows. */
export class SqlEventFeed implements EventFeed {
  on(connection: LentConnection): JournalReader {
    return new SqlJournalReader(connection);
  }

  settledBehind(connection: LentConnection, after: number): Promise<number> {
    return settledBehind(connection, after);
  }
}

/** Of an instant as far as its hour: instants are stored as text. */
const hourCharacters = 'YYYY-MM-DDTHH'.length;

interface HourRow {
  readonly hour: string;
  readonly entries: number | string;
  readonly refused: number | string;
}

class SqlJournalReader implements JournalReader {
  constructor(private readonly connection: LentConnection) {}

  get past(): SqlPastJournal {
    return new SqlPastJournal(this.connection);
  }

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

  async hours(principalKind: Principal['kind'], since: Instant): Promise<readonly JournalHour[]> {
    const rows = await this.connection.rows<HourRow>(
      `SELECT hour, COUNT(*) AS entries, SUM(is_refused) AS refused FROM (
        SELECT SUBSTR(recorded_at, 1, ${hourCharacters}) AS hour, refusal IS NOT NULL AS is_refused
        FROM journal WHERE account_id = :account AND recorded_at >= ? AND principal_kind = ?
        ORDER BY recorded_at DESC LIMIT ?
      ) AS counted GROUP BY hour ORDER BY hour`,
      [since, principalKind, this.connection.limit(entriesCountedMax)],
    );
    return rows.map(({ hour, entries, refused }) => ({
      at: `${hour}:00:00.000Z` as Instant,
      done: Number(entries) - Number(refused),
      refused: Number(refused),
    }));
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
