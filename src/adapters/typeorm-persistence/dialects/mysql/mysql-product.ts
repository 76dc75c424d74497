import mysql from 'mysql2';
import type { DataSource } from 'typeorm';
import { StorageUnavailable } from '../../../../application/ports/storage-errors.ts';
import { instantOf } from '../../../../domain/shared/instant.ts';
import type { SqlConnection } from '../../connections/sql-connection.ts';
import { migrations } from '../../entities/database-schema.ts';
import type { DatabaseInspection, DatabaseProduct } from '../database-product.ts';
import { runPendingMigrations } from '../schema-migrations.ts';
import { serversOf } from '../server-url.ts';
import { connectTo, driverOptions } from './driver-options.ts';
import { FollowedConnections } from './followed-connections.ts';
import { MysqlConnections } from './mysql-connections.ts';
import { mysqlDialect } from './mysql-dialect.ts';
import { mysqlEntities } from './mysql-entities.ts';
import type { MysqlUrl } from './mysql-url.ts';
import { PrimaryWatch } from './primary-watch.ts';
import { standingOf } from './server-standing.ts';

const connectMilliseconds = 5_000;
const lockSecondsMax = 60;

/** MySQL and MariaDB. Which of them answers is asked where it matters: MariaDB is often reached by a `mysql://` URL. */
export const mysqlProduct = (url: MysqlUrl): DatabaseProduct => ({
  dialect: mysqlDialect,
  location: `${
    url.socket ??
    serversOf(url)
      .map(({ host, port }) => `${host}:${port}`)
      .join(',')
  }/${url.database}`,
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
  connect: (makeDataSource, connectionsMax) => {
    const connectionsTo = (server: MysqlUrl) => {
      const make = () => makeDataSource(mysqlProduct(server));
      return new MysqlConnections(make(), make(), make(), connectionsMax);
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
  createAttempt: 'CREATE TABLE rollcall_attempt (twice INT, twice INT)',
  inspect: (read) => read(inspect),
  migrate,
});

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
  const hasMigrations = tables.includes('migrations');
  return {
    ...{ product, clock, tables, hidesGroup, refusesWrites: refusal?.message },
    migrationsRun: hasMigrations ? await connection.rows('SELECT * FROM migrations', []) : [],
  };
}

/** Several processes may start at once; the others wait for the first and find nothing left to do. */
async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const holder = dataSource.createQueryRunner();
  try {
    // Locks belong to the server, not to a database; their names have at most 64 characters.
    const lock = `CONCAT('rollcall_', LEFT(SHA2(DATABASE(), 256), 40))`;
    const [row] = (await holder.query(`SELECT GET_LOCK(${lock}, ${lockSecondsMax}) AS taken`)) as {
      taken: unknown;
    }[];
    if (Number(row?.taken) !== 1) {
      throw new StorageUnavailable('conflict', {
        message: 'Another process is still bringing the database schema up to date.',
      });
    }
    const names = await runPendingMigrations(dataSource);
    await holder.query(`SELECT RELEASE_LOCK(${lock})`);
    return names;
  } finally {
    await holder.release();
  }
}
