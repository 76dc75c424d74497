import type Database from 'better-sqlite3';

/** How every connection keeps the file. */
export function prepareDatabase(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // Every commit is on disk before it is answered: nothing that Okta was told may be lost.
  database.pragma('synchronous = FULL');
}
