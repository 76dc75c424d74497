import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import mysql from 'mysql2';
import type { DataSource, QueryRunner } from 'typeorm';
import { StorageUnavailable } from '../../../../application/ports/storage-errors.ts';
import { instantOf } from '../../../../domain/shared/instant.ts';
import type { SqlConnection } from '../../connections/sql-connection.ts';
import { migrations } from '../../entities/database-schema.ts';
import type { DatabaseInspection, DatabaseProduct } from '../database-product.ts';
import { runPendingMigrations } from '../schema-migrations.ts';
import { MysqlConnections } from './mysql-connections.ts';
import { mysqlCosts } from './mysql-costs.ts';
import { mysqlDialect } from './mysql-dialect.ts';
import { mysqlEntities } from './mysql-entities.ts';
import type { MysqlUrl } from './mysql-url.ts';

const connectMilliseconds = 5_000;
const keepAliveMilliseconds = 10_000;
const lockSecondsMax = 60;
/** For so long others wait behind a change of the schema that waits itself. */
const tableWaitSecondsMax = 2;
const tablePauseMilliseconds = 3_000;
const tableTriesMax = 120;

/** MySQL and MariaDB. Which of them answers is asked where it matters: MariaDB is often reached by a `mysql://` URL. */
export const mysqlProduct = (url: MysqlUrl): DatabaseProduct => ({
  dialect: mysqlDialect,
  location: `${url.socket ?? `${url.host}:${url.port}`}/${url.database}`,
  options: (connectionsMax) => ({
    type: url.kind,
    driver: mysql,
    // The name that a certificate has to bear; the driver knows no other way to say it.
    host: url.tls?.serverName ?? url.host,
    port: url.port,
    username: url.user,
    password: url.password,
    database: url.database,
    ssl: url.tls && {
      rejectUnauthorized: url.tls.verifiesAuthority,
      verifyIdentity: url.tls.verifiesIdentity,
      ca: url.tls.authority,
      cert: url.tls.certificate,
      key: url.tls.key,
    },
    charset: 'utf8mb4',
    timezone: 'Z',
    entities: mysqlEntities(url.kind),
    migrations,
    poolSize: connectionsMax,
    connectTimeout: connectMilliseconds,
    // TypeORM has whole numbers come as texts otherwise.
    supportBigNumbers: false,
    bigNumberStrings: false,
    extra: {
      stream: () => connectTo(url),
      jsonStrings: true,
      // The server's limit counts the statements of all connections together, 16 382 by default.
      maxPreparedStatements: 200,
    },
  }),
  connect: (makeDataSource, connectionsMax) =>
    new MysqlConnections(makeDataSource(), makeDataSource(), makeDataSource(), connectionsMax),
  createAttempt: 'CREATE TABLE rollcall_attempt (twice INT, twice INT)',
  inspect: (read) => read(inspect),
  countRows: (read, tables) => read((connection) => countRows(connection, tables)),
  workCosts: mysqlCosts,
  migrate,
});

/** A server that is gone without a word is noticed within half a minute, also where nothing else is bounded in time. */
const connectTo = ({ socket, host, port }: MysqlUrl): Socket =>
  socket === undefined
    ? connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMilliseconds })
    : connect({ path: socket });

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
  const rowsOf = async <Row>(table: string): Promise<readonly Row[]> =>
    tables.includes(table) ? connection.rows<Row>(`SELECT * FROM ${table}`, []) : [];
  const [readers] = await rowsOf<{ oldest_release: string }>('schema_readers');
  return {
    ...{ product, clock, tables, oldestRelease: readers?.oldest_release },
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
