import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { BackupRefused, DatabaseForeign } from '../../../../application/ports/storage-errors.ts';
import { schemaMigrations } from '../schema-migrations.ts';
import { inspectFile, openUnchanged } from './inspect-file.ts';
import { claimFile, makeFile } from './sqlite-file.ts';

/** @throws BackupRefused, and Error of the operating system or of SQLite */
export function backUpFile(file: string, to: string): void {
  if (existsSync(to))
    throw new BackupRefused(
      'fileThere',
      `${to} is there already, and a backup is never written over. Name another file.`,
    );
  copyWhole(file, to);
}

/** @throws BackupRefused, AlreadyServed, and Error of the operating system or of SQLite */
export function restoreFile(from: string, file: string): void {
  requireBackup(from);
  const giveBack = claimFile(file);
  try {
    requireNone(file);
    copyWhole(from, file);
  } finally {
    giveBack();
  }
}

/** A log that is left of another database would be taken for that of the restored one. */
function requireNone(file: string): void {
  const there = [file, `${file}-wal`].find((path) => existsSync(path) && statSync(path).size > 0);
  if (there === undefined) return;
  throw new BackupRefused(
    'fileThere',
    `${there} is there already, and a database is never written over. Stop the service, move ${file}* away, and restore again.`,
  );
}

function requireBackup(from: string): void {
  if (!existsSync(from))
    throw new BackupRefused('noBackup', `There is no file ${from}. Name one that rollcall backup has made.`);
  try {
    if (!schemaMigrations(inspectFile(from)).isNew) return;
  } catch (error) {
    if (!(error instanceof DatabaseForeign)) throw error;
  }
  throw new BackupRefused(
    'noBackup',
    `${from} is no backup of Rollcall's. Name one that rollcall backup has made.`,
  );
}

/**
 * SQLite's VACUUM INTO is one reading transaction: whoever writes goes on, and the copy is of one moment. It leaves out pages that
 * nothing stands in, and with them texts that were erased. The copy is for its user alone, and is there as a whole or not at all.
 */
function copyWhole(from: string, to: string): void {
  const unfinished = `${to}.${randomUUID()}.unfinished`;
  try {
    makeFile(unfinished);
    const database = openUnchanged(from);
    try {
      database.prepare('VACUUM INTO ?').run(unfinished);
    } finally {
      database.close();
    }
    requireWhole(unfinished, from);
    sync(unfinished);
    renameSync(unfinished, to);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CORRUPT')
      throw damaged(from, error.message);
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function requireWhole(copy: string, from: string): void {
  const database = new Database(copy, { readonly: true });
  try {
    const found = database.pragma('integrity_check', { simple: true });
    if (found === 'ok') return;
    throw damaged(from, String(found));
  } finally {
    database.close();
  }
}

function sync(file: string): void {
  const opened = openSync(file, 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

const damaged = (from: string, how: string): BackupRefused =>
  new BackupRefused('damaged', `${from} is damaged: ${how}. Take a backup from before.`);
