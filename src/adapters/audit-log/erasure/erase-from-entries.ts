import type { PersonalValues } from '../../../application/ports/erasure-repository.ts';
import type { LentConnection } from '../../../application/ports/lent-connection.ts';
import { eraseValues } from '../commitment/erase-values.ts';
import {
  entryColumns,
  entryValues,
  type JournalRow,
  journalColumns,
  recordedEntryOf,
} from '../journal-row.ts';
import { openedText, openingOf, type SealedEntryRow } from '../seal/sealed-entries.ts';

const valueColumns = entryColumns
  .split(', ')
  .slice(1)
  .map((column) => `${column} = ?`)
  .join(', ');

/** See `EventLog.erase`. */
export async function eraseFromEntries(
  connection: LentConnection,
  entries: readonly PersonalValues[],
): Promise<number> {
  if (entries.length === 0) return 0;
  const places = `(${Array(entries.length).fill('?').join(', ')})`;
  const positions = entries.map(({ position }) => position);
  // Locked before the entries are read: another erasure may take other values of the same entry.
  const lock = connection.hasOneWriter ? '' : ' FOR UPDATE';
  const sealed = await connection.rows<SealedEntryRow>(
    `SELECT position, account_id, entry_hash, salt, opened FROM sealed_entries WHERE account_id = :account AND position IN ${places}${lock}`,
    positions,
  );
  const rows = await connection.rows<JournalRow>(
    `SELECT ${journalColumns} FROM journal WHERE account_id = :account AND position IN ${places}`,
    positions,
  );
  const openings = new Map(sealed.map((row) => [Number(row.position), openingOf(row)]));
  const pointers = new Map(entries.map((entry) => [entry.position, entry.pointers]));
  let erased = 0;
  for (const row of rows) {
    const entry = recordedEntryOf(row);
    const opening = openings.get(entry.position);
    // What is not sealed yet would be sealed as it was read before.
    if (opening === undefined) continue;
    const left = eraseValues({ entry, opening }, pointers.get(entry.position) ?? new Set());
    if (left === undefined) continue;
    await connection.write(
      `UPDATE journal SET ${valueColumns} WHERE account_id = :account AND position = ?`,
      [...entryValues(left.entry), entry.position],
    );
    await connection.write(
      'UPDATE sealed_entries SET salt = NULL, opened = ? WHERE account_id = :account AND position = ?',
      [openedText(left.opening), entry.position],
    );
    erased += 1;
  }
  return erased;
}
