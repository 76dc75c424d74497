import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import type { Instant } from '../../../../domain/shared/instant.ts';
import type { SqlConnection } from '../../connections/sql-connection.ts';
import { migrations } from '../../entities/database-schema.ts';
import type { DatabaseProduct } from '../database-product.ts';
import { runPendingMigrations, schemaMigrationsOf } from '../schema-migrations.ts';
import { prepareDatabase, tableNames } from './prepare-database.ts';
import { SqliteConnections } from './sqlite-connections.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { sqliteEntities } from './sqlite-entities.ts';
import { failureOfSqlite } from './sqlite-failures.ts';
import { claimFile, makeFile } from './sqlite-file.ts';
import type { SqliteUrl } from './sqlite-url.ts';

/** How long SQLite itself waits for another process while the schema is looked at; a longer wait is ours, which blocks nothing. */
const busyMilliseconds = 100;
const migrationTriesMax = 50;

/** The embedded database. */
export const sqliteProduct = ({ file }: SqliteUrl): DatabaseProduct => ({
  dialect: sqliteDialect,
  location: file,
  options: () => ({
    type: 'better-sqlite3',
    driver: Database,
    database: file,
    timeout: busyMilliseconds,
    prepareDatabase,
    entities: sqliteEntities(),
    migrations,
  }),
  prepare: () => makeFile(file),
  claim: () => claimFile(file),
  connect: (makeDataSource) =>
    new SqliteConnections({
      file,
      prepare: () => makeFile(file),
      dataSource: makeDataSource().setOptions({ database: ':memory:' }),
    }),
  diskWrite: 'PRAGMA user_version = 0',
  tables: tableNames,
  inspect,
  migrate,
});

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
