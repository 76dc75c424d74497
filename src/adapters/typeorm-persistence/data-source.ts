import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { type DatabaseUrl, parseDatabaseUrl } from './database-url.ts';
import { AgentsAccountsJournal1764000000000 } from './migrations/1764000000000-agents-accounts-journal.ts';
import { Groups1764100000000 } from './migrations/1764100000000-groups.ts';
import { JournalTargetNames1764200000000 } from './migrations/1764200000000-journal-target-names.ts';

const migrations = [AgentsAccountsJournal1764000000000, Groups1764100000000, JournalTargetNames1764200000000];

/** How long SQLite itself waits for another process; a longer wait is ours, so that it blocks no other request. */
const sqliteBusyMilliseconds = 100;

/** TypeORM's view of the database: what its migrations and its command line need. */
export const dataSourceOf = (url: string): DataSource => dataSourceOn(parseDatabaseUrl(url));

export function dataSourceOn(url: DatabaseUrl): DataSource {
  const shared = {
    migrations,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
  } as const;
  if (url.kind === 'sqlite') {
    return new DataSource({
      type: 'better-sqlite3',
      database: url.file,
      prepareDatabase: prepareSqlite,
      ...shared,
    });
  }
  const { kind: type, host, port, user: username, password, database } = url;
  return new DataSource({
    type,
    host,
    port,
    username,
    password,
    database,
    poolSize: 2,
    connectTimeout: 5000,
    ...shared,
  });
}

export function prepareSqlite(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // Every commit is on disk before it is answered: nothing that Okta was told may be lost.
  database.pragma('synchronous = FULL');
  database.pragma(`busy_timeout = ${sqliteBusyMilliseconds}`);
}

/** Makes the folder of an embedded database's file. */
export function makeFolderOf(url: DatabaseUrl): void {
  if (url.kind === 'sqlite') mkdirSync(dirname(url.file), { recursive: true });
}
