// The program of a thread: it runs statements on a connection of its own and answers them in their order.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { OtherRows, type Statement } from '../../connections/waiting-writes.ts';
import { prepareDatabase, prepareReading } from './prepare-database.ts';

/** What a thread is told when it starts. */
export interface ThreadData {
  readonly file: string;
  readonly reads: boolean;
}

/** One message. The answer is that of the statement itself. */
export interface Question extends Statement {
  /** Whether a transaction begins with it. */
  readonly begins: boolean;
  /**
   * Writes that come first, and how many rows each has to write. Where one of them fails, the transaction is undone, and the error
   * is the answer.
   */
  readonly writes: readonly WriteBefore[];
}

/** `rows` of a statement that has some, `changes` and `lastInsertRowid` of others. An Error would lose its code on the way. */
export interface Answer {
  readonly rows?: readonly unknown[];
  readonly changes?: number;
  readonly lastInsertRowid?: number | bigint;
  readonly error?: ThreadError;
}

/** Of SQLite, or that of `OtherRows`. */
export interface ThreadError {
  readonly message: string;
  readonly code?: string;
  /** The place of the write that failed; absent where it is the statement's error. */
  readonly write?: number;
}

/** A statement that comes before another, and how many rows it has to write. */
type WriteBefore = Statement & { readonly rows: number | undefined };

/** Of the statements that stay prepared, which take many times the room of their texts. */
const preparedCharactersMax = 200_000;
/** Of those that ran once. */
const seenCharactersMax = 500_000;
/** SQLite waits for another process no longer, so that whoever waits can be told or tries again. */
const busyMilliseconds = 1_000;
/** Of 4 kB in the write-ahead log, from which they are copied into the file: each once, however often it was written. */
const logPages = 4_000;
/** Of pages that a connection keeps. There are several of them, and the operating system keeps the file as well. */
const cacheKibibytes = 4_000;

/** SQLite plans a statement anew each time that a number is bound to its LIMIT or OFFSET, unless there is a sign before it. */
const boundLimit = /\b(?:LIMIT|OFFSET)(?= \?)/g;

const { file, reads } = workerData as ThreadData;
const sizeCalculation = (_: unknown, sql: string) => sql.length;
const statements = new LRUCache<string, Database.Statement>({
  maxSize: preparedCharactersMax,
  sizeCalculation,
});
const seen = new LRUCache<string, true>({ maxSize: seenCharactersMax, sizeCalculation });
let database: Database.Database | undefined;

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answerTo(question)));

function answerTo({ sql, parameters, begins, writes }: Question): Answer {
  try {
    database ??= open();
    // IMMEDIATE: whoever will write waits at once, and never finds half-way that another process wrote.
    if (begins) prepared(database, 'BEGIN IMMEDIATE').run();
    // SQLite itself undoes a transaction for which the disk is too small, and what comes behind would be written at once.
    else if (!reads && !database.inTransaction) {
      if (sql === 'ROLLBACK') return {};
      throw new Error('The transaction was undone.');
    }
    if (writes.length > 0) write(database, writes);
    const statement = prepared(database, sql);
    return statement.reader ? { rows: statement.all(...parameters) } : statement.run(...parameters);
  } catch (error) {
    const { message, code, write } = error as ThreadError;
    return { error: { message, code, write } };
  }
}

/** Nobody who is told of the error could know whose it is, so nobody may go on after it. */
function write(database: Database.Database, writes: readonly WriteBefore[]): void {
  let place = 0;
  try {
    for (const { sql, parameters, rows } of writes) {
      const { changes } = prepared(database, sql).run(...parameters);
      if (rows !== undefined && changes !== rows) throw new OtherRows();
      place += 1;
    }
  } catch (error) {
    if (database.inTransaction) prepared(database, 'ROLLBACK').run();
    throw Object.assign(error as Error, { write: place });
  }
}

function open(): Database.Database {
  const opened = new Database(file, { timeout: busyMilliseconds });
  try {
    if (reads) opened.pragma('query_only = ON');
    // Pages as they were before a statement of several rows, which would be written into a file of their own at each of them.
    else opened.pragma('temp_store = MEMORY');
    opened.pragma(`wal_autocheckpoint = ${logPages}`);
    const prepare = reads ? prepareReading : prepareDatabase;
    prepare(opened);
    opened.pragma(`cache_size = -${cacheKibibytes}`);
    return opened;
  } catch (error) {
    opened.close();
    throw error;
  }
}

/**
 * A statement stays prepared from the second time on. Filters make statements of many shapes, most of which run once, and
 * SQLite gives back what one takes only when its object is collected: soon, where nobody held it.
 */
function prepared(database: Database.Database, sql: string): Database.Statement {
  const known = statements.get(sql);
  if (known !== undefined) return known;
  const statement = database.prepare(sql.replaceAll(boundLimit, '$& +'));
  if (seen.has(sql)) statements.set(sql, statement);
  else seen.set(sql, true);
  return statement;
}
