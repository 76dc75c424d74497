import type Database from 'better-sqlite3';

/** Makes a connection that may write what every one of them is, and the file as well. */
export function prepareDatabase(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  prepareReading(database);
}

/** Makes a connection what every one of them is. Writes nothing, and so waits for nobody who writes. */
export function prepareReading(database: Database.Database): void {
  // Every commit is on disk before it is answered: nothing that Okta was told may be lost.
  database.pragma('synchronous = FULL');
  // A thread that is ended runs no JavaScript any more, so a statement that calls this ends as well.
  database.function('stoppable', (_) => 1);
}
