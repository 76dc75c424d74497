import type Database from 'better-sqlite3';

export const tableNames =
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/** Makes a connection that may write what every one of them is, and the file as well. */
export function prepareDatabase(database: Database.Database): void {
  // The mode is written into the file, which may be another program's.
  if (!hasForeignTablesOnly(database)) database.pragma('journal_mode = WAL');
  prepareReading(database);
}

/** Makes a connection what every one of them is. Writes nothing, and so waits for nobody who writes. */
export function prepareReading(database: Database.Database): void {
  // Every commit is on disk before it is answered: nothing that Okta was told may be lost.
  database.pragma('synchronous = FULL');
  // A thread that is ended runs no JavaScript any more, so a statement that calls this ends as well.
  database.function('stoppable', (_) => 1);
}

function hasForeignTablesOnly(database: Database.Database): boolean {
  const names = database.prepare(tableNames).pluck().all() as string[];
  return names.length > 0 && !names.includes('migrations');
}
