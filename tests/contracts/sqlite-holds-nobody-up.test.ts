import { existsSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  CommitUnknown,
  type Connections,
} from '../../src/adapters/typeorm-persistence/connections/connections.ts';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { parseDatabaseUrl } from '../../src/adapters/typeorm-persistence/database-url.ts';
import { failureOfSqlite } from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-failures.ts';
import {
  SqliteThread,
  ThreadEnded,
} from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-thread.ts';
import { productOf } from '../../src/adapters/typeorm-persistence/product-of.ts';
import { administer, sqlite } from '../support/databases.ts';

const connectionsMax = 8;
const forever = { account: 'any', deadline: 2 ** 31 };
const within = (milliseconds: number, account = 'any') => ({
  account,
  deadline: performance.now() + milliseconds,
});

/** Never done; can be stopped as searches can. */
const endless =
  'WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE stoppable(number)) SELECT COUNT(*) AS count FROM numbers';
const insert = 'INSERT INTO things (id) VALUES (?)';

async function database(): Promise<{ url: string; file: string; connections: Connections }> {
  const url = await sqlite.freshUrl();
  await administer(url, 'CREATE TABLE things (id INTEGER PRIMARY KEY)');
  // By this one the file is known for Rollcall's.
  await administer(url, 'CREATE TABLE migrations (name TEXT)');
  const connections = productOf(parseDatabaseUrl(url)).connect(() => dataSourceOf(url), connectionsMax);
  onTestFinished(() => connections.close());
  return { url, file: url.slice('sqlite:'.length), connections };
}

const ids = async (connections: Connections) =>
  (
    await connections.read(forever, (connection) =>
      connection.rows<{ id: number }>('SELECT id FROM things', []),
    )
  ).map(({ id }) => id);

/** The threads that are asked from here on, and what to do when one is. */
function watchThreads(onAsked: (thread: SqliteThread, sql: string) => void): void {
  const ask = SqliteThread.prototype.ask;
  vi.spyOn(SqliteThread.prototype, 'ask').mockImplementation(function (
    this: SqliteThread,
    ...[statement, milliseconds]
  ) {
    const answer = ask.call(this, statement, milliseconds);
    onAsked(this, statement.sql);
    return answer;
  });
  onTestFinished(() => void vi.restoreAllMocks());
}

test('while a search takes its time, others read and write, and the process does other things', async () => {
  const { connections } = await database();
  const done: string[] = [];
  const search = connections
    .read(forever, (connection) => connection.rows(endless, []))
    .catch((error: unknown) => {
      done.push('search');
      return error;
    });
  await turn();
  await connections.transact(forever, (connection) => connection.run(insert, [1]));
  expect(await ids(connections)).toEqual([1]);
  expect(done).toEqual([]);
  await connections.close();
  expect(await search).toBeInstanceOf(ThreadEnded);
});

test('whatever writes for long lets others read', async () => {
  const { connections } = await database();
  let isOver = false;
  const writing = connections
    .transact(forever, (connection) =>
      connection.run(`INSERT INTO things ${endless.replace('COUNT(*)', 'MAX(number)')}`, []),
    )
    .catch(() => {
      isOver = true;
    });
  await turn();
  expect(await ids(connections)).toEqual([]);
  expect(isOver).toBe(false);
  await connections.close();
  await writing;
});

test('whoever reads first waits for no other process that writes, in a file without a write-ahead log as well', async () => {
  const { connections, file } = await database();
  const other = new Database(file);
  onTestFinished(() => void other.close());
  expect(other.pragma('journal_mode', { simple: true })).toBe('delete');
  other.exec('BEGIN IMMEDIATE');
  expect(await ids(connections)).toEqual([]);
});

test('searches that take too long are told so at their deadline, however many, and their threads are free again', async () => {
  const { connections } = await database();
  const searches = Array.from({ length: 3 * connectionsMax }, (_, number) =>
    connections
      .read(within(500, `account ${number}`), (connection) => connection.rows(endless, []))
      .catch((error: unknown) => failureOfSqlite(error)),
  );
  const failures = new Set(await Promise.all(searches));
  failures.delete('busy');
  expect([...failures]).toEqual(['tooSlow']);
  expect(await ids(connections)).toEqual([]);
});

test('a write that is too slow and cannot be stopped is answered at its deadline, and undone', async () => {
  const { connections } = await database();
  const slow = `INSERT INTO things ${endless.replace('COUNT(*)', 'number').replace('stoppable(number)', 'number < 3000000')}`;
  const written = connections.transact(within(300), (connection) => connection.run(slow, []));
  await expect(written.catch(failureOfSqlite)).resolves.toBe('tooSlow');
  expect(await ids(connections)).toEqual([]);
  const again = () =>
    connections
      .transact(forever, (connection) => connection.run(insert, [1]))
      .catch((error) => failureOfSqlite(error));
  let outcome = await again();
  for (; outcome === 'conflict'; outcome = await again());
  expect(outcome).toBe(1);
  expect(await ids(connections)).toEqual([1]);
});

test('who waits for another process to write holds nobody up, and is told in time to try again', async () => {
  const { connections, file } = await database();
  await ids(connections);
  const other = new Database(file);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  const order: string[] = [];
  const waiting = connections
    .transact(forever, (connection) => connection.run(insert, [1]))
    .catch((error: unknown) => {
      order.push('writer');
      return failureOfSqlite(error);
    });
  await ids(connections);
  order.push('reader');
  expect(await waiting).toBe('conflict');
  expect(order).toEqual(['reader', 'writer']);
  other.exec('COMMIT');
  expect(await connections.transact(forever, (connection) => connection.run(insert, [1]))).toBe(1);
});

test('is closed by its deadline whatever is under way, and leaves no thread that has the file open', async () => {
  const { connections, file } = await database();
  await connections.transact(forever, (connection) => connection.run(insert, [1]));
  const search = connections
    .read(forever, (connection) => connection.rows(endless, []))
    .catch((error: unknown) => error);
  await turn();
  expect(existsSync(`${file}-wal`)).toBe(true);
  await connections.close();
  expect(await search).toBeInstanceOf(ThreadEnded);
  // The last connection takes it away.
  expect(existsSync(`${file}-wal`)).toBe(false);
  await expect(ids(connections)).rejects.toThrow('closed');
});

test('nothing is kept of a transaction whose thread ends, and another thread takes its place', async () => {
  const { connections } = await database();
  watchThreads((thread, sql) => {
    if (sql === 'SELECT 1') thread.end(new ThreadEnded());
  });
  const failed = connections.transact(forever, async (connection) => {
    await connection.run(insert, [1]);
    await connection.rows('SELECT 1', []);
  });
  expect(failureOfSqlite(await failed.catch((error: unknown) => error))).toBe('unreachable');
  expect(await connections.transact(forever, (connection) => connection.run(insert, [2]))).toBe(1);
  expect(await ids(connections)).toEqual([2]);
});

test('nobody is told that something was saved or was not, where the thread ends during the commit', async () => {
  const { connections } = await database();
  watchThreads((thread, sql) => {
    if (sql === 'COMMIT') thread.end(new ThreadEnded());
  });
  const written = connections.transact(forever, (connection) => connection.run(insert, [1]));
  await expect(written).rejects.toBeInstanceOf(CommitUnknown);
});

test('what is only written goes to the thread with the commit, in its order', async () => {
  const { connections } = await database();
  const asked: string[] = [];
  watchThreads((_, sql) => asked.push(sql));
  await connections.transact(forever, async (connection) => {
    await connection.write(insert, [1]);
    await connection.write('UPDATE things SET id = id + 1', []);
  });
  expect(asked).toEqual(['COMMIT']);
  expect(await ids(connections)).toEqual([2]);
});

test('whoever reads behind a write finds it', async () => {
  const { connections } = await database();
  const found = connections.transact(forever, async (connection) => {
    await connection.write(insert, [1]);
    return connection.rows('SELECT id FROM things', []);
  });
  expect(await found).toEqual([{ id: 1 }]);
});

test('nothing is kept of a transaction in which a write failed, even where the work goes on', async () => {
  const { connections } = await database();
  const written = connections.transact(forever, async (connection) => {
    await connection.write(insert, [1]);
    await connection.write(insert, [1]);
    await expect(connection.run(insert, [2])).rejects.toThrow('UNIQUE');
    await expect(connection.run(insert, [3])).rejects.toThrow('undone');
  });
  await expect(written).rejects.toThrow('undone');
  const atTheEnd = connections.transact(forever, async (connection) => {
    await connection.run(insert, [1]);
    await connection.write(insert, [1]);
  });
  await expect(atTheEnd).rejects.toThrow('UNIQUE');
  expect(await ids(connections)).toEqual([]);
  expect(await connections.transact(forever, (connection) => connection.run(insert, [4]))).toBe(1);
});

test('rows for which a thread has no memory end the thread and not the process', async () => {
  const { connections } = await database();
  const tooMuch = endless.replace('COUNT(*)', 'hex(randomblob(1000000))');
  const read = connections.read(forever, (connection) => connection.rows(tooMuch, []));
  expect(failureOfSqlite(await read.catch((error: unknown) => error))).toBe('unusable');
  expect(await ids(connections)).toEqual([]);
});

test('an error says what SQLite says of it, and no values', async () => {
  const { connections } = await database();
  const write = () => connections.transact(forever, (connection) => connection.run(insert, [4711]));
  await write();
  const refused = await write().catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' });
  expect(String(refused)).not.toContain('4711');
});
