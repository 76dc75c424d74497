import type { AccountDirectory } from '../../application/ports/account-directory.ts';
import type { EventFeed } from '../../application/ports/event-feed.ts';
import type { EventLog } from '../../application/ports/event-log.ts';
import type { Storage } from '../../application/ports/storage.ts';
import type { UnitOfWork } from '../../application/ports/unit-of-work.ts';
import { SqlAccountDirectory } from './access/sql-account-directory.ts';
import type { Connections } from './connections/connections.ts';
import { dataSourceOn, makeFolderOf } from './data-source.ts';
import { type DatabaseUrl, parseDatabaseUrl } from './database-url.ts';
import { MysqlConnections } from './dialects/mysql/mysql-connections.ts';
import { mysqlDialect } from './dialects/mysql/mysql-dialect.ts';
import { SqliteConnections } from './dialects/sqlite/sqlite-connections.ts';
import { sqliteDialect } from './dialects/sqlite/sqlite-dialect.ts';
import { PatientConnections } from './patient-connections.ts';
import { SqlStorage } from './sql-storage.ts';
import { SqlUnitOfWork } from './sql-unit-of-work.ts';

export interface StorageOptions {
  /** `mysql://user:password@host:3306/name`, `mariadb://…` or `sqlite:path/to/file.db`. */
  readonly url: string;
  /** Connections for reading, and as many for writing. The embedded database has one. */
  readonly connectionsMax: number;
  /** What every unit of work writes to, last before its commit. */
  readonly eventLog: EventLog;
  /** What every unit of work reads the journal with. */
  readonly eventFeed: EventFeed;
}

export interface OpenStorage {
  readonly unitOfWork: UnitOfWork;
  readonly accountDirectory: AccountDirectory;
  readonly storage: Storage;
}

/**
 * The ports that a database implements. A server need not answer yet: calls throw `StorageUnavailable` while it
 * does not, and go through once it does.
 */
export function openStorage({ url: text, connectionsMax, eventLog, eventFeed }: StorageOptions): OpenStorage {
  const url = parseDatabaseUrl(text);
  const dialect = url.kind === 'sqlite' ? sqliteDialect : mysqlDialect;
  const connections = new PatientConnections(connect(url, connectionsMax), dialect);
  return {
    unitOfWork: new SqlUnitOfWork(connections, eventLog, eventFeed),
    accountDirectory: new SqlAccountDirectory(connections),
    storage: new SqlStorage(url, connections),
  };
}

function connect(url: DatabaseUrl, connectionsMax: number): Connections {
  if (url.kind !== 'sqlite') {
    return new MysqlConnections(dataSourceOn(url, connectionsMax), dataSourceOn(url, connectionsMax));
  }
  makeFolderOf(url);
  return new SqliteConnections(dataSourceOn(url));
}
