import type { Principal } from '../../application/ports/caller.ts';
import {
  bytesPerPageMax,
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
import type { JournalEntry } from '../../application/ports/journal-entry.ts';
import type { LentConnection } from '../../application/ports/lent-connection.ts';
import type { TargetType } from '../../domain/shared/domain-event.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { boundedRows } from './bounded-rows.ts';
import { entriesInvolving } from './entries-involving.ts';
import { journalConditions } from './journal-conditions.ts';
import { entryColumns, entryOf, type JournalRow, journalColumns, recordedEntryOf } from './journal-row.ts';
import { stretchBehind } from './journal-stretch.ts';
import { SqlPastJournal } from './past/sql-past-journal.ts';
import { behind, upTo } from './row-condition.ts';

/** Reads the journal by its rows. */
export class SqlEventFeed implements EventFeed {
  on(connection: LentConnection): JournalReader {
    return new SqlJournalReader(connection);
  }

  lastPosition(connection: LentConnection): Promise<number> {
    return lastPosition(connection);
  }
}

async function lastPosition(connection: LentConnection): Promise<number> {
  const [row] = await connection.rowsOfAllAccounts<{ position: number }>(
    'SELECT position FROM journal_order',
    [],
  );
  return Number(row?.position);
}

/** What is found by its terms may be far apart: a page is filled from so many places. */
const stretchesPerPage = 50;
const positionsPerPage = 10_000;

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
    // First how far, then what: an entry that gets its position between the two waits for the next call.
    const last = Math.max(position, await lastPosition(this.connection));
    const conditions = journalConditions(filter);
    const entries: RecordedJournalEntry[] = [];
    let bytes = 0;
    let next = position;
    for (let stretches = 0, searched = 0; next < last; stretches++) {
      if (stretches === stretchesPerPage || searched >= positionsPerPage) break;
      const stretch = await stretchBehind(this.connection, conditions, next, 'ASC');
      if (stretch === undefined) return { entries, next: last };
      const end = Math.min(stretch.to ?? last, last);
      searched += end - stretch.from;
      const range = [behind(stretch.from, 'ASC'), upTo(end, 'ASC')];
      const asked = [...conditions.indexed, ...conditions.others, ...range];
      const rows = await boundedRows(this.connection, asked, 'ASC', limit - entries.length);
      for (const row of rows) {
        bytes += Number(row.bytes);
        if (entries.length > 0 && bytes > bytesPerPageMax) return { entries, next };
        entries.push(recordedEntryOf(row));
        next = Number(row.position);
      }
      if (entries.length === limit) break;
      // Rows may have been left out for their size.
      if (rows.length === 0) next = end;
      if (conditions.leads.length === 0) break;
    }
    return { entries, next };
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
      if (rows.length > 0) return rows.map(recordedEntryOf);
      position = stretch.to;
    }
    return [];
  }

  async newestAbout(type: TargetType, id: string, limit: number): Promise<readonly JournalEntry[]> {
    const about = 'account_id = :account AND target_id = ? AND target_type = ?';
    const newest = (condition: string, order: string) =>
      `SELECT * FROM (SELECT id, ${entryColumns} FROM journal WHERE ${about} AND ${condition} ORDER BY ${order} DESC LIMIT ?) AS newest_by_${order}`;
    const some = [id, type, this.connection.limit(limit)];
    const rows = await this.connection.rows<JournalRow & { readonly id: number }>(
      `${newest('position IS NULL', 'id')} UNION ALL ${newest('position IS NOT NULL', 'position')}`,
      [...some, ...some],
    );
    const newestFirst = rows.toSorted((one, other) => Number(other.id) - Number(one.id));
    return newestFirst.slice(0, limit).map(entryOf);
  }

  async newestOfEach<Id extends string>(
    type: TargetType,
    ids: readonly Id[],
    actions: readonly string[],
    attribute?: string,
  ): Promise<ReadonlyMap<Id, JournalEntry>> {
    const newest = new Map<Id, JournalEntry>();
    const withChange = attribute === undefined ? '' : ' AND INSTR(changes, ?) > 0';
    for (let start = 0; start < ids.length; start += idsPerStatement) {
      const some = ids.slice(start, start + idsPerStatement);
      const rows = await this.connection.rows<JournalRow>(
        `SELECT ${entryColumns} FROM (
          SELECT MAX(id) AS newest FROM journal WHERE account_id = :account AND target_id IN (${placesFor(some)})
          AND target_type = ? AND refusal IS NULL AND action IN (${placesFor(actions)})${withChange} GROUP BY target_id
        ) AS found CROSS JOIN journal ON account_id = :account AND id = newest`,
        [
          ...some,
          type,
          ...actions,
          ...(attribute === undefined ? [] : [`"path":${JSON.stringify(attribute)}`]),
        ],
      );
      for (const row of rows) newest.set(row.target_id as Id, entryOf(row));
    }
    return newest;
  }

  involvingOneOf(
    ids: readonly string[],
    entries: Required<Pick<JournalFilter, 'action' | 'since'>>,
  ): AsyncIterable<readonly RecordedJournalEntry[]> {
    return entriesInvolving(this.connection, ids, entries);
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
        `SELECT ${journalColumns} FROM journal WHERE account_id = :account AND action = ? AND target_id IN (${placesFor(some)})`,
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

const placesFor = (values: readonly string[]): string => Array(values.length).fill('?').join(', ');

const removalOf = { agent: 'AgentRemoved', group: 'GroupRemoved' } as const;

/** MariaDB makes a temporary table of a longer list. */
const idsPerStatement = 1000;
