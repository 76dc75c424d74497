import { bytesPerPageMax, type RecordedJournalEntry } from '../../application/ports/event-feed.ts';
import type { LogConnection, LogConnections } from '../../application/ports/log-connections.ts';
import type { NumberedEntries } from '../../application/ports/numbered-entries.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';
import { entryBytes, type JournalRow, journalColumns, recordedEntryOf } from './journal-row.ts';

/** Reads the journals of all accounts by position. */
export class SqlNumberedEntries implements NumberedEntries {
  constructor(private readonly connections: LogConnections) {}

  async last(): Promise<number> {
    const [row] = await this.connections.read((connection) =>
      connection.rows<{ position: number }>('SELECT position FROM journal_order', []),
    );
    return Number(row?.position);
  }

  async from(position: number, limit: number): Promise<readonly RecordedJournalEntry[]> {
    const rows = await this.connections.read((connection) => numberedRows(connection, position, limit));
    return rows.map(recordedEntryOf);
  }
}

/** The row at a position and those behind it, fewer than `limit` where they are large; of one account, or of all. */
export const numberedRows = (
  connection: LogConnection,
  position: number,
  limit: number,
  account?: AccountId,
): Promise<readonly JournalRow[]> =>
  connection.rows<JournalRow>(
    `SELECT ${journalColumns} FROM ${places(account)} CROSS JOIN journal ON position = place ${thatFit}`,
    [...(account === undefined ? [] : [account]), position, connection.limit(limit), bytesPerPageMax],
  );

/** The same of all accounts, each with what opens it. One statement has both: an erasure changes them together. */
export const openedRows = (
  connection: LogConnection,
  position: number,
  limit: number,
): Promise<readonly OpenedRow[]> =>
  connection.rows<OpenedRow>(
    `SELECT ${journalColumns}, sealed_account_id, entry_hash, salt, opened FROM ${places()} CROSS JOIN journal ON position = place
    LEFT JOIN (SELECT position AS sealed_position, account_id AS sealed_account_id, entry_hash, salt, opened FROM sealed_entries) AS sealed
    ON sealed_position = place ${thatFit}`,
    [position, connection.limit(limit), bytesPerPageMax],
  );

/** An entry, and what the seal keeps of it: nothing where it was never sealed. */
export interface OpenedRow extends JournalRow {
  readonly sealed_account_id: string | null;
  readonly entry_hash: string | null;
  readonly salt: string | null;
  readonly opened: string | null;
}

const places = (account?: AccountId): string =>
  `(SELECT position AS place, bytes, SUM(bytes) OVER (ORDER BY position) AS total FROM (
    SELECT position, ${entryBytes} AS bytes FROM journal WHERE ${account === undefined ? '' : 'account_id = ? AND '}position >= ? ORDER BY position LIMIT ?
  ) AS candidates) AS sized`;

/** Always one, however large it is. */
const thatFit = 'WHERE total <= ? OR total = bytes ORDER BY place';
