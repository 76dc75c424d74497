import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import mysql from 'mysql2';
import { DataSource } from 'typeorm';
import { type DatabaseUrl, parseDatabaseUrl } from './database-url.ts';
import { entitiesFor } from './entities/entities-for.ts';
import { AgentsAccountsJournal1764000000000 } from './migrations/1764000000000-agents-accounts-journal.ts';
import { Groups1764100000000 } from './migrations/1764100000000-groups.ts';

const migrations = [AgentsAccountsJournal1764000000000, Groups1764100000000];

/** How long SQLite itself waits for another process; a longer wait is ours, so that it blocks no other request. */
const sqliteBusyMilliseconds = 100;
const connectMilliseconds = 5_000;

/** For TypeORM's command line. */
export const dataSourceOf = (url: string): DataSource => dataSourceOn(parseDatabaseUrl(url));

/**
 * The one place where DataSources are made. It connects to nothing yet.
 *
 * @param connectionsMax - of its pool; the embedded database has one connection.
 */
export function dataSourceOn(url: DatabaseUrl, connectionsMax = 2): DataSource {
  const shared = {
    entities: entitiesFor(url.kind),
    migrations,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
  } as const;
  if (url.kind === 'sqlite') {
    return new DataSource({
      type: 'better-sqlite3',
      driver: Database,
      database: url.file,
      prepareDatabase: prepareSqlite,
      ...shared,
    });
  }
  const { kind: type, host, port, user: username, password, database } = url;
  return new DataSource({
    type,
    driver: mysql,
    host,
    port,
    username,
    password,
    database,
    charset: 'utf8mb4',
    poolSize: connectionsMax,
    connectTimeout: connectMilliseconds,
    // TypeORM has whole numbers come as texts otherwise.
    supportBigNumbers: false,
    bigNumberStrings: false,
    extra: {
      jsonStrings: true,
      // The server's limit counts the statements of all connections together, 16 382 by default.
      maxPreparedStatements: 200,
    },
    ...shared,
  });
}

function prepareSqlite(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // Every commit is on disk before it is answered: nothing that Okta was told may be lost.
  database.pragma('synchronous = FULL');
  database.pragma(`busy_timeout = ${sqliteBusyMilliseconds}`);
}

/** Makes the folder of an embedded database's file. */
export function makeFolderOf(url: DatabaseUrl): void {
  if (url.kind === 'sqlite') mkdirSync(dirname(url.file), { recursive: true });
}
