import { closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { AlreadyServed, DatabaseForeign } from '../../../../application/ports/storage-errors.ts';

/**
 * Makes the file and its folders where they are missing, for this user alone: it holds personal data. SQLite gives its
 * log the rights of the file.
 *
 * @throws Error of the operating system, DatabaseForeign
 */
export function makeFile(file: string): void {
  makeFolder(dirname(resolve(file)));
  const opened = openSync(file, 'a+', 0o600);
  try {
    const begin = Buffer.alloc(header.length);
    const length = readSync(opened, begin, 0, begin.length, 0);
    if (length > 0 && begin.toString('latin1') !== header)
      throw new DatabaseForeign(file, 'is no SQLite database');
  } finally {
    closeSync(opened);
  }
}

/** Begins every file of SQLite that is not empty. */
const header = 'SQLite format 3\0';

/** Folder by folder, since Node's way of making all of them never ends below `/proc`. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  // Another process may have made it meanwhile, which is the only error with which it is there.
  try {
    mkdirSync(folder, 0o700);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/**
 * Lets one process at a time serve the file, by a lock on a file beside it, which the operating system takes back however
 * the process ends.
 *
 * @returns what gives the lock back.
 * @throws AlreadyServed
 */
export function claimFile(file: string): () => void {
  const beside = `${file}-serving`;
  makeFile(beside);
  const lock = new Database(beside, { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new AlreadyServed(file, { cause: error });
  }
  return () => lock.close();
}
