import type Database from 'better-sqlite3';

/** Makes a connection to the file what every one of them is. */
export function prepareDatabase(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // Every commit is on disk before it is answered: nothing that Okta was told may be lost.
  database.pragma('synchronous = FULL');
  // A thread that is ended runs no JavaScript any more, so a statement that calls this ends as well.
  database.function('stoppable', (_) => 1);
}
