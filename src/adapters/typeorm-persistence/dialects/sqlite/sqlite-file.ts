import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { AlreadyServed } from '../../../../application/ports/storage-errors.ts';

/**
 * Makes the file and its folders where they are missing, for this user alone: it holds personal data. SQLite gives its
 * log the rights of the file.
 *
 * @throws Error of the operating system
 */
export function makeFile(file: string): void {
  makeFolder(dirname(resolve(file)));
  closeSync(openSync(file, 'a', 0o600));
}

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
