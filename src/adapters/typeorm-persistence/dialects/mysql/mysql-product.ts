import { setTimeout as pause } from 'node:timers/promises';
import mysql from 'mysql2';
import type { DataSource, QueryRunner } from 'typeorm';
import { BackupRefused, StorageUnavailable } from '../../../../application/ports/storage-errors.ts';
import { instantOf } from '../../../../domain/shared/instant.ts';
import type { SqlConnection, SqlValue } from '../../connections/sql-connection.ts';
import { migrations } from '../../entities/database-schema.ts';
import type { DatabaseInspection, DatabaseProduct } from '../database-product.ts';
import { runPendingMigrations } from '../schema-migrations.ts';
import { serversOf } from '../server-url.ts';
import { connectTo, driverOptions } from './driver-options.ts';
import { FollowedConnections } from './followed-connections.ts';
import { MysqlConnections } from './mysql-connections.ts';
import { mysqlCosts } from './mysql-costs.ts';
import { mysqlDialect } from './mysql-dialect.ts';
import { mysqlEntities } from './mysql-entities.ts';
import type { MysqlUrl } from './mysql-url.ts';
import { PrimaryWatch } from './primary-watch.ts';
import { standingOf } from './server-standing.ts';

const connectMilliseconds = 5_000;
const lockSecondsMax = 60;
/** For so long others wait behind a change of the schema that waits itself. */
const tableWaitSecondsMax = 2;
const tablePauseMilliseconds = 3_000;
const tableTriesMax = 120;

/**
 * MySQL and MariaDB. Which of them answers is asked where it matters: MariaDB is often reached by a `mysql://` URL.
 *
 * @param takesSeveralStatements - in one message (docs/decisions/0090-writes-go-with-the-commit.md).
 */
export const mysqlProduct = (url: MysqlUrl, takesSeveralStatements = false): DatabaseProduct => ({
  dialect: mysqlDialect,
  location: locationOf(url),
  options: (connectionsMax) => ({
    type: url.kind,
    driver: mysql,
    ...driverOptions(url),
    username: url.user,
    database: url.database,
    charset: 'utf8mb4',
    timezone: 'Z',
    entities: mysqlEntities(url.kind),
    migrations,
    poolSize: connectionsMax,
    connectTimeout: connectMilliseconds,
    multipleStatements: takesSeveralStatements,
    // TypeORM has whole numbers come as texts otherwise.
    supportBigNumbers: false,
    bigNumberStrings: false,
    extra: {
      stream: () => connectTo(url),
      jsonStrings: true,
      // The server's limit counts the statements of all connections together, 16 382 by default.
      maxPreparedStatements: 200,
      // mysql2 looks for parameters where there are none as well, character by character, and a message of writes is long.
      queryFormat: (sql: string, values: SqlValue[] = []) =>
        values.length === 0 ? sql : mysql.format(sql, values, false, 'Z'),
    },
  }),
  connect: (makeDataSource, connectionsMax) => {
    const connectionsTo = (server: MysqlUrl) => {
      const reading = makeDataSource(mysqlProduct(server));
      const writing = () => makeDataSource(mysqlProduct(server, true));
      return new MysqlConnections(reading, writing(), writing(), connectionsMax);
    };
    return url.others === undefined
      ? connectionsTo(url)
      : new FollowedConnections((onChange) => new PrimaryWatch(serversOf(url), onChange), connectionsTo);
  },
  primary: url.others === undefined ? undefined : () => primaryOf(serversOf(url)),
  requireWritable: async (connection) => {
    const { refusal } = await standingOf((sql) => connection.manager.query(sql));
    if (refusal !== undefined) throw refusal;
  },
  backups: noBackups(locationOf(url)),
  createAttempt: 'CREATE TABLE rollcall_attempt (twice INT, twice INT)',
  inspect: (read) => read(inspect),
  countRows: (read, tables) => read((connection) => countRows(connection, tables)),
  workCosts: mysqlCosts,
  migrate,
});

/** All of its servers, where there are several. */
function locationOf(url: MysqlUrl): string {
  const servers = serversOf(url).map(({ host, port }) => `${host}:${port}`);
  return `${url.socket ?? servers.join(',')}/${url.database}`;
}

function noBackups(location: string): DatabaseProduct['backups'] {
  const refuse = () => {
    throw new BackupRefused(
      'noBackupOfServers',
      `Rollcall backs up its embedded database only: back up ${location} with the client's own mysqldump --single-transaction, or mariadb-dump, and load the dump into an empty database, as docs/guides/operator.md says under "Backup and restore".`,
    );
  };
  return { backUp: refuse, restore: refuse };
}

async function primaryOf(servers: readonly MysqlUrl[]): Promise<DatabaseProduct> {
  const watch = new PrimaryWatch(servers, () => undefined);
  try {
    return mysqlProduct(await watch.primary());
  } finally {
    watch.close();
  }
}

const tableNames = 'SELECT TABLE_NAME AS name FROM information_schema.tables WHERE TABLE_SCHEMA = DATABASE()';

async function inspect(connection: SqlConnection): Promise<DatabaseInspection> {
  const [row] = await connection.rows<{ version: string; milliseconds: string }>(
    'SELECT VERSION() AS version, CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS CHAR) AS milliseconds',
    [],
  );
  const version = row?.version ?? '';
  // MariaDB says so itself: `10.11.6-MariaDB`.
  const product = `${/mariadb/i.test(version) ? 'MariaDB' : 'MySQL'} ${version.split('-')[0]}`;
  const clock = instantOf(new Date(Math.round(Number(row?.milliseconds))));
  const tables = (await connection.rows<{ name: string }>(tableNames, [])).map(({ name }) => name);
  const { refusal, hidesGroup } = await standingOf((sql) => connection.manager.query(sql));
  const rowsOf = async <Row>(table: string): Promise<readonly Row[]> =>
    tables.includes(table) ? connection.rows<Row>(`SELECT * FROM ${table}`, []) : [];
  const [readers] = await rowsOf<{ oldest_release: string }>('schema_readers');
  return {
    ...{ product, clock, tables, hidesGroup, refusesWrites: refusal?.message },
    oldestRelease: readers?.oldest_release,
    migrationsRun: await rowsOf('migrations'),
  };
}

/** As the optimizer estimates it at the moment: the figures of information_schema may be a day old. */
async function countRows(
  connection: SqlConnection,
  tables: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const [plan] = await connection.rows<{ rows: number }>(
      `EXPLAIN FORMAT=TRADITIONAL SELECT 1 FROM ${table}`,
      [],
    );
    counts.set(table, Number(plan?.rows ?? 0));
  }
  return counts;
}

/** Several processes may start at once; the others wait for the first and find nothing left to do. */
async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    // Locks belong to the server, not to a database; their names have at most 64 characters.
    const lock = `CONCAT('rollcall_', LEFT(SHA2(DATABASE(), 256), 40))`;
    const [row] = (await runner.query(`SELECT GET_LOCK(${lock}, ${lockSecondsMax}) AS taken`)) as {
      taken: unknown;
    }[];
    if (Number(row?.taken) !== 1) {
      throw new StorageUnavailable('conflict', {
        message: 'Another process is still bringing the database schema up to date.',
      });
    }
    await runner.query(`SET SESSION lock_wait_timeout = ${tableWaitSecondsMax}`);
    const names = await migrateBetweenOthers(dataSource, runner);
    await runner.query(`SELECT RELEASE_LOCK(${lock})`);
    return names;
  } finally {
    await runner.release();
  }
}

/**
 * A change of a table waits for every transaction that has used the table, and whoever comes later waits behind the change. So it gives
 * way soon, and comes again: a dump of the database may be one transaction of an hour.
 */
async function migrateBetweenOthers(dataSource: DataSource, runner: QueryRunner): Promise<readonly string[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await runPendingMigrations(dataSource, runner);
    } catch (error) {
      if (mysqlDialect.failureOf(error) !== 'conflict') throw error;
      if (tries === tableTriesMax)
        throw new StorageUnavailable('conflict', {
          cause: error,
          message:
            'A table that is to be changed is in use by a transaction that does not end, such as that of a dump. Wait for its end, then bring the schema up to date again.',
        });
      await pause(tablePauseMilliseconds);
    }
  }
}
