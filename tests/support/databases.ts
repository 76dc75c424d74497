import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import mysql from 'mysql2/promise';
import { describe, inject } from 'vitest';
import { afterFile } from './after-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A database product that the suites run on. */
export interface DatabaseProduct {
  readonly name: 'SQLite' | 'MySQL' | 'MariaDB';
  /** The URL of a new and empty database, which is gone when the test file is done. */
  freshUrl(): Promise<string>;
}

export const sqlite: DatabaseProduct = {
  name: 'SQLite',
  freshUrl: async () => `sqlite:${join(temporaryFolder(), 'rollcall.db')}`,
};

/** Declares the suite for SQLite, and for MySQL and MariaDB; where one of these does not run, as skipped. */
export function onEachDatabase(title: string, suite: (product: DatabaseProduct) => void): void {
  describe.skipIf(inject('hasProcessBeside') === true)(`${title} on SQLite`, () => suite(sqlite));
  onEachServer(title, suite);
}

/** Declares the suite for the databases that many connections share. */
export function onEachServer(title: string, suite: (product: DatabaseProduct) => void): void {
  const servers = { MySQL: inject('mysqlServerUrl'), MariaDB: process.env.MARIADB_TEST_URL };
  for (const name of ['MySQL', 'MariaDB'] as const) {
    const serverUrl = servers[name];
    const freshUrl = async () => (serverUrl ? freshDatabase(serverUrl) : '');
    describe.skipIf(!serverUrl)(`${title} on ${name}`, () => suite({ name, freshUrl }));
  }
}

async function freshDatabase(serverUrl: string): Promise<string> {
  // As long as a name may be, so that nothing is made of it that has a limit as well.
  const name = `rollcall_${randomUUID().replaceAll('-', '')}`.padEnd(64, 'x');
  await administer(serverUrl, `CREATE DATABASE ${name}`);
  afterFile(() => administer(serverUrl, `DROP DATABASE IF EXISTS ${name}`));
  return serverUrl.replace(/\/[^/]*$/, `/${name}`);
}

/** Whether a server is a node of Galera: its locks are its own, and changes of tables wait for no transaction. */
export async function isNode(url: string): Promise<boolean> {
  const found = (await administer(url, "SHOW VARIABLES LIKE 'wsrep_on'")) as readonly { Value: string }[];
  return found.some(({ Value }) => Value === 'ON');
}

/** Makes a table of another one's rows. On servers it has the same key: a group of them takes rows of no table without one. */
export async function copyRows(url: string, table: string, copy: string, where = 'TRUE'): Promise<void> {
  const rows = `SELECT * FROM ${table} WHERE ${where}`;
  if (url.startsWith('sqlite:')) {
    await administer(url, `CREATE TABLE ${copy} AS ${rows}`);
    return;
  }
  await administer(url, `CREATE TABLE ${copy} LIKE ${table}`);
  await administer(url, `INSERT INTO ${copy} ${rows}`);
}

/** Runs a statement on a connection of its own, beside those of the service. */
export async function administer(url: string, sql: string): Promise<unknown> {
  if (url.startsWith('sqlite:')) {
    const database = new Database(url.slice('sqlite:'.length));
    const statement = database.prepare(sql);
    const answer = statement.reader ? statement.all() : statement.run();
    database.close();
    return answer;
  }
  const connection = await mysql.createConnection(url.replace(/^mariadb:/, 'mysql:'));
  try {
    return (await connection.query(sql))[0];
  } finally {
    await connection.end();
  }
}

/**
 * Ends the connections of a server that a condition on its list of processes names. One that has gone by itself in between is ended as
 * well.
 * @param ask asks the server, on a connection that is not named
 * @returns how many there were
 */
export async function endConnections(ask: (sql: string) => Promise<unknown>, where: string): Promise<number> {
  const listed = `SELECT id AS id FROM information_schema.processlist WHERE ${where}`;
  const connections = (await ask(listed)) as readonly { id: number }[];
  for (const { id } of connections)
    await ask(`KILL ${id}`).catch((error: { code?: string }) => {
      if (error.code !== 'ER_NO_SUCH_THREAD') throw error;
    });
  return connections.length;
}
