import type {
  PastJournal,
  RecordedJournalEntry,
  TargetLife,
  TargetRange,
} from '../../../application/ports/event-feed.ts';
import { bytesPerPageMax, entriesPerPageMax } from '../../../application/ports/event-feed.ts';
import type { JournalEntry } from '../../../application/ports/journal-entry.ts';
import type { LentConnection, LentValue } from '../../../application/ports/lent-connection.ts';
import type { TargetType } from '../../../domain/shared/domain-event.ts';
import { type Instant, instantPlus } from '../../../domain/shared/instant.ts';
import { boundedRows } from '../bounded-rows.ts';
import { followedJournal } from '../followed-journal.ts';
import { journalConditions } from '../journal-conditions.ts';
import {
  entryColumns,
  entryOf,
  type JournalRow,
  journalColumns,
  nameKeyOf,
  type PrincipalRow,
  principalOf,
  recordedEntryOf,
} from '../journal-row.ts';
import { stretchBehind } from '../journal-stretch.ts';
import { timeBehind, timeConditions } from '../journal-times.ts';
import { accountRows, allOf, behind, by, type RowCondition, upTo, valuesIn } from '../row-condition.ts';

/** Databases read a text to tell its length, so a statement looks at no more than this many. */
const entriesPerStatement = 250;
/** MariaDB makes a temporary table of a longer list. */
const idsPerStatement = 500;

interface LifeRow {
  readonly target_id: string;
  readonly born: number | string;
  readonly changed: number | string;
}

type BriefRow = PrincipalRow & Pick<JournalRow, 'position' | 'action' | 'recorded_at'>;

/** Reads the rows of the journal. */
export class SqlPastJournal implements PastJournal {
  constructor(private readonly connection: LentConnection) {}

  async standingAt(at: Instant): Promise<number> {
    const followed = await followedJournal(this.connection);
    const later = { since: instantPlus(at, 1) };
    const from = (await timeBehind(this.connection, later, followed, 0, 'ASC')) ?? 0;
    const rows = [accountRows, behind(from, 'ASC'), ...timeConditions(later)];
    const [first] = await this.connection.rows<{ place: number | string }>(
      `SELECT position AS place FROM journal${by(this.connection, 'journal_account')} WHERE ${allOf(rows)} ORDER BY position LIMIT 1`,
      valuesIn(rows),
    );
    if (first !== undefined) return Number(first.place) - 1;
    const [last] = await this.connection.rows<{ place: number | string | null }>(
      'SELECT MAX(position) AS place FROM journal WHERE account_id = :account',
      [],
    );
    return Number(last?.place ?? 0);
  }

  async behind(position: number, type: TargetType): Promise<readonly RecordedJournalEntry[]> {
    const conditions = journalConditions({ targetType: type });
    for (let from: number | undefined = position; from !== undefined; ) {
      const stretch = await stretchBehind(this.connection, conditions, from, 'ASC');
      if (stretch === undefined) break;
      const end = stretch.to === undefined ? [] : [upTo(stretch.to, 'ASC')];
      const asked = [...conditions.others, behind(stretch.from, 'ASC'), ...end];
      const rows = await boundedRows(this.connection, asked, 'ASC', entriesPerPageMax);
      if (rows.length > 0) return rows.map(recordedEntryOf);
      from = stretch.to;
    }
    return [];
  }

  async unnumbered(type: TargetType): Promise<readonly JournalEntry[]> {
    const entries: JournalEntry[] = [];
    for (let id = 0; ; ) {
      const rows = await this.connection.rows<JournalRow & { readonly id: number | string }>(
        `SELECT id, ${entryColumns} FROM journal
        WHERE account_id = :account AND position IS NULL AND target_type = ? AND id > ? ORDER BY id LIMIT ?`,
        [type, id, this.connection.limit(entriesPerStatement)],
      );
      // The row of the target is locked from its change to the commit, so that another change of it gets a later id.
      entries.push(...rows.map(entryOf));
      if (rows.length < entriesPerStatement) return entries;
      id = Number(rows.at(-1)?.id);
    }
  }

  async aboutTargets(
    { type, id, after, upTo }: TargetRange,
    actions: readonly string[],
    position: number,
    last?: RecordedJournalEntry,
  ): Promise<readonly RecordedJournalEntry[]> {
    const asked: readonly RowCondition[] = [
      ...(id === undefined ? [] : [{ text: 'target_id = ?', values: [id] }]),
      ...(after === undefined || last !== undefined ? [] : [{ text: 'target_id > ?', values: [after] }]),
      ...(last === undefined ? [] : [behindEntry(last)]),
      ...(upTo === undefined ? [] : [{ text: 'target_id <= ?', values: [upTo] }]),
      { text: 'position > ?', values: [position] },
      { text: 'target_type = ?', values: [type] },
      { text: `action IN (${placesFor(actions)})`, values: actions },
    ];
    const rows = await this.connection.rows<JournalRow>(
      byTarget([...this.connection.stoppable('position'), ...asked.map(({ text }) => text)]),
      [...asked.flatMap(({ values }) => values), this.connection.limit(entriesPerStatement), bytesPerPageMax],
    );
    return rows.map(recordedEntryOf);
  }

  async lives(
    ids: readonly string[],
    actions: readonly string[],
    upTo: number,
  ): Promise<ReadonlyMap<string, TargetLife>> {
    const lives = new Map<string, TargetLife>();
    for (let start = 0; start < ids.length; start += idsPerStatement) {
      const some = ids.slice(start, start + idsPerStatement);
      const rows = await this.connection.rows<LifeRow>(
        `SELECT target_id, MIN(position) AS born, MAX(position) AS changed FROM journal
        WHERE account_id = :account AND target_id IN (${placesFor(some)}) AND position <= ? AND action IN (${placesFor(actions)}) GROUP BY target_id`,
        [...some, upTo, ...actions],
      );
      const entries = await this.briefly(
        rows.flatMap(({ born, changed }) => [Number(born), Number(changed)]),
      );
      for (const { target_id: id, born, changed } of rows) {
        const [first, last] = [entries.get(Number(born)), entries.get(Number(changed))];
        if (first !== undefined && last !== undefined) lives.set(id, { first, last });
      }
    }
    return lives;
  }

  async idsNamed(type: TargetType, name: string): Promise<readonly string[]> {
    const rows = await this.connection.rows<{ target_id: string }>(
      'SELECT DISTINCT target_id FROM journal WHERE account_id = :account AND target_name_key = ? AND target_type = ? AND target_id IS NOT NULL',
      [nameKeyOf(name), type],
    );
    return rows.map(({ target_id: id }) => id);
  }

  private async briefly(positions: readonly number[]): Promise<ReadonlyMap<number, TargetLife['first']>> {
    if (positions.length === 0) return new Map();
    const rows = await this.connection.rows<BriefRow>(
      `SELECT position, action, recorded_at, principal_kind, principal_id, principal_name FROM journal WHERE account_id = :account AND position IN (${placesFor(positions)})`,
      positions,
    );
    return new Map(
      rows.map((row) => [
        Number(row.position),
        { action: row.action, at: row.recorded_at as Instant, principal: principalOf(row) },
      ]),
    );
  }
}

const placesFor = (values: readonly LentValue[]): string => Array(values.length).fill('?').join(', ');

const behindEntry = ({ target, position }: RecordedJournalEntry): RowCondition => ({
  text: '(target_id > ? OR (target_id = ? AND position > ?)) AND target_id >= ?',
  values: [target?.id ?? '', target?.id ?? '', position, target?.id ?? ''],
});

/**
 * Takes the first row, whatever its size, and those behind it that fit. Without `CROSS` SQLite reads all of the account's
 * rows.
 */
const byTarget = (conditions: readonly string[]): string =>
  `SELECT ${journalColumns} FROM (
    SELECT target, place, bytes, SUM(bytes) OVER (ORDER BY target, place) AS total FROM (
      SELECT target_id AS target, position AS place, OCTET_LENGTH(changes) AS bytes
      FROM journal WHERE ${['account_id = :account', ...conditions].join(' AND ')}
      ORDER BY target_id, position LIMIT ?
    ) AS candidates
  ) AS sized CROSS JOIN journal ON account_id = :account AND position = place
  WHERE total <= ? OR total = bytes ORDER BY target, place`;
