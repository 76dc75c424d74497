import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { DatabaseForeign } from '../../../../application/ports/storage-errors.ts';
import type { Instant } from '../../../../domain/shared/instant.ts';
import type { DatabaseInspection } from '../database-product.ts';

/** Another process holds the file for as long as a commit takes. */
const busyMilliseconds = 1_000;

/**
 * Looks at a database, whoever's it is, so that its file and its log stay as they are, byte for byte, and makes none.
 *
 * @throws Error of the operating system or of SQLite, DatabaseForeign
 */
export function inspectFile(file: string): DatabaseInspection {
  const database = openUnchanged(file);
  try {
    const rows = (sql: string) => database.prepare<[], Record<string, unknown>>(sql).all();
    const [said] = rows("SELECT sqlite_version() AS version, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS clock");
    const tables = rows(tableNames).map(({ name }) => String(name));
    const rowsOf = (table: string) => (tables.includes(table) ? rows(`SELECT * FROM ${table}`) : []);
    const [readers] = rowsOf('schema_readers');
    return {
      product: `SQLite ${said?.version}`,
      clock: said?.clock as Instant,
      tables,
      migrationsRun: rowsOf('migrations'),
      oldestRelease: readers?.oldest_release as string | undefined,
    };
  } finally {
    database.close();
  }
}

/** How many rows the tables have, by their names, so that the file stays as it is. */
export function countRowsIn(file: string, tables: readonly string[]): ReadonlyMap<string, number> {
  const database = openUnchanged(file);
  try {
    const countOf = (table: string) => database.prepare<[], number>(`SELECT COUNT(*) FROM ${table}`).pluck();
    return new Map(tables.map((table) => [table, countOf(table).get() ?? 0]));
  } finally {
    database.close();
  }
}

const tableNames =
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/**
 * Opens it so that its file and its log stay as they are, byte for byte.
 *
 * Whoever closes a database last moves its log into the file, unless he may only read; and where there is no log, who may
 * only read makes one and leaves it.
 */
export function openUnchanged(file: string): Database.Database {
  if (!existsSync(file)) return new Database(':memory:');
  requireSqlite(file);
  const readonly = existsSync(`${file}-wal`);
  return new Database(file, { readonly, fileMustExist: true, timeout: busyMilliseconds });
}

/** Begins every file of SQLite that is not empty. */
const header = 'SQLite format 3\0';

function requireSqlite(file: string): void {
  const opened = openSync(file, 'r');
  try {
    const begin = Buffer.alloc(header.length);
    const length = readSync(opened, begin, 0, begin.length, 0);
    if (length > 0 && begin.toString('latin1') !== header)
      throw new DatabaseForeign(file, 'is no SQLite database');
  } finally {
    closeSync(opened);
  }
}
