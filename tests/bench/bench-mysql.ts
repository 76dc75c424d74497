import { setTimeout as pause } from 'node:timers/promises';
import mysql, { type Connection } from 'mysql2/promise';
import { GenericContainer, Wait } from 'testcontainers';
import type { BenchDatabase, BenchServer, Value } from './bench-database.ts';

/** The index of a million agents' values takes some gigabytes; MySQL's default is 128 megabytes. */
const bufferPoolBytes = 2 * 1024 ** 3;
/** With that of the default, pages are written again and again while much is written. */
const redoLogBytes = 2 * 1024 ** 3;
const settleSecondsMax = 180;
const dirtyPagesFew = 1_000;

/**
 * A MySQL server with the image's own durability settings, or the one with an empty database that `BENCH_DATABASE_URL`
 * names; beside its database stands one for the bare servers.
 */
export async function startMysql(): Promise<BenchServer> {
  const { url, stop } = await serverUrl();
  const bareUrl = new URL(url);
  bareUrl.pathname += '_bare';
  const bareName = bareUrl.pathname.slice(1);
  await connected(url, async (connection) => {
    await connection.query(`DROP DATABASE IF EXISTS \`${bareName}\``);
    await connection.query(`CREATE DATABASE \`${bareName}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  });
  const status = await mysql.createConnection(url);
  return {
    name: 'mysql',
    rollcall: databaseAt(url),
    bare: databaseAt(bareUrl.href),
    position: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    durability: () =>
      valuesOf(
        status,
        "VARIABLES WHERE Variable_name IN ('version', 'innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin', 'innodb_buffer_pool_size')",
      ),
    stop: async () => {
      await status.query(`DROP DATABASE \`${bareName}\``);
      await status.end();
      await stop();
    },
  };
}

/** The server's, or whatever `BENCH_DATABASE_URL` names. */
export async function serverUrl(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const given = process.env.BENCH_DATABASE_URL;
  if (given !== undefined) return { url: given, stop: async () => {} };
  const container = await new GenericContainer(process.env.MYSQL_TEST_IMAGE ?? 'mysql:9.7')
    .withEnvironment({ MYSQL_ROOT_PASSWORD: 'bench', MYSQL_DATABASE: 'rollcall' })
    .withExposedPorts(3306)
    .withWaitStrategy(Wait.forLogMessage(/ready for connections.*port: 3306/))
    .start();
  const url = `mysql://root:bench@${container.getHost()}:${container.getMappedPort(3306)}/rollcall`;
  await connected(url, (connection) =>
    connection.query(
      `SET GLOBAL innodb_buffer_pool_size = ${bufferPoolBytes}, GLOBAL innodb_redo_log_capacity = ${redoLogBytes}`,
    ),
  );
  return {
    url,
    stop: async () => {
      await container.stop();
    },
  };
}

export const databaseAt = (url: string): BenchDatabase => ({
  url,
  run: async (sql) => {
    await connected(url, (connection) => connection.query(sql));
  },
  fill: (work) =>
    connected(url, async (connection) => {
      // Not every user may leave out the binary log: it takes longer with it, and is the same.
      await connection.query('SET SESSION sql_log_bin = 0').catch(() => undefined);
      await work(async (sql) => {
        await connection.query(sql);
      });
    }),
  settle: () =>
    connected(url, async (connection) => {
      for (let second = 0; second < settleSecondsMax; second++) {
        const status = await valuesOf(connection, "GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'");
        if (Number(Object.values(status)[0]) < dirtyPagesFew) return;
        await pause(1000);
      }
    }),
  rows: async (sql) => {
    const [rows] = await connected(url, (connection) => connection.query(sql));
    return rows as Record<string, Value>[];
  },
  insert: async (table, columns, rows) => {
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`;
    await connected(url, (connection) => connection.query(sql, [rows]));
  },
  analyze: async (tables) => {
    await connected(url, (connection) => connection.query(`ANALYZE TABLE ${tables.join(', ')}`));
  },
});

async function connected<Result>(
  uri: string,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await mysql.createConnection({ uri, jsonStrings: true });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

async function valuesOf(connection: Connection, shown: string): Promise<Readonly<Record<string, string>>> {
  const [rows] = await connection.query(`SHOW ${shown}`);
  return Object.fromEntries(
    (rows as { Variable_name: string; Value: string }[]).map((row) => [row.Variable_name, row.Value]),
  );
}
