import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import type { Instant } from '../../../../domain/shared/instant.ts';
import type { SqlConnection } from '../../connections/sql-connection.ts';
import { migrations } from '../../entities/database-schema.ts';
import type { DatabaseProduct } from '../database-product.ts';
import { runPendingMigrations, schemaMigrationsOf } from '../schema-migrations.ts';
import { SqliteConnections } from './sqlite-connections.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { sqliteEntities } from './sqlite-entities.ts';
import { failureOfSqlite } from './sqlite-failures.ts';
import { claimFile, makeFile } from './sqlite-file.ts';
import type { SqliteUrl } from './sqlite-url.ts';

/** How long SQLite itself waits for another process; a longer wait is ours, so that it blocks no other request. */
const busyMilliseconds = 100;
const migrationTriesMax = 50;

const tableNames =
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/** The embedded database. */
export const sqliteProduct = ({ file }: SqliteUrl): DatabaseProduct => ({
  dialect: sqliteDialect,
  location: file,
  options: () => ({
    type: 'better-sqlite3',
    driver: Database,
    database: file,
    prepareDatabase,
    entities: sqliteEntities(),
    migrations,
  }),
  prepare: () => makeFile(file),
  claim: () => claimFile(file),
  connect: (makeDataSource) => new SqliteConnections(makeDataSource(), () => makeFile(file)),
  diskWrite: 'PRAGMA user_version = 0',
  tables: tableNames,
  inspect,
  migrate,
});

function prepareDatabase(database: Database.Database): void {
  // The mode is written into the file, which may be another program's.
  if (!hasForeignTablesOnly(database)) database.pragma('journal_mode = WAL');
  // Every commit is on disk before it is answered: nothing that Okta was told may be lost.
  database.pragma('synchronous = FULL');
  database.pragma(`busy_timeout = ${busyMilliseconds}`);
}

function hasForeignTablesOnly(database: Database.Database): boolean {
  const names = database.prepare(tableNames).pluck().all() as string[];
  return names.length > 0 && !names.includes('migrations');
}

async function inspect(connection: SqlConnection) {
  const [row] = await connection.rows<{ version: string; clock: string }>(
    "SELECT sqlite_version() AS version, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS clock",
    [],
  );
  return { product: `SQLite ${row?.version}`, clock: row?.clock as Instant };
}

/** SQLite has no lock beside the transaction's own: whoever comes second fails, and finds the work done. */
async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  for (let tries = 1; ; tries++) {
    if ((await schemaMigrationsOf(dataSource)).pending.length === 0) return [];
    try {
      return await runPendingMigrations(dataSource);
    } catch (error) {
      if (tries === migrationTriesMax || failureOfSqlite(error) !== 'conflict') throw error;
      await pause(100);
    }
  }
}
