import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { migrations } from '../../entities/database-schema.ts';
import type { DatabaseProduct } from '../database-product.ts';
import { runPendingMigrations } from '../schema-migrations.ts';
import { backUpFile, restoreFile } from './file-backups.ts';
import { countRowsIn, inspectFile } from './inspect-file.ts';
import { prepareDatabase } from './prepare-database.ts';
import { SqliteConnections } from './sqlite-connections.ts';
import { sqliteCosts } from './sqlite-costs.ts';
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
  backups: { backUp: (to) => backUpFile(file, to), restore: (from) => restoreFile(from, file) },
  connect(makeDataSource) {
    return new SqliteConnections({
      file,
      prepare: () => makeFile(file),
      dataSource: makeDataSource(this).setOptions({ database: ':memory:' }),
    });
  },
  diskWrite: 'PRAGMA user_version = 0',
  inspect: async () => inspectFile(file),
  countRows: async (_, tables) => countRowsIn(file, tables),
  workCosts: sqliteCosts,
  migrate,
});

/** SQLite has no lock beside the transaction's own: whoever comes second fails, and finds the work done. */
async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await runPendingMigrations(dataSource, dataSource.createQueryRunner());
    } catch (error) {
      if (tries === migrationTriesMax || failureOfSqlite(error) !== 'conflict') throw error;
      await pause(100);
    }
  }
}
