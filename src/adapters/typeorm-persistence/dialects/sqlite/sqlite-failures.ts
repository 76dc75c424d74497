import { type DatabaseFailure, LimitMet } from '../../connections/database-failure.ts';
import { ThreadEnded } from './sqlite-thread.ts';

export function failureOfSqlite(error: unknown): DatabaseFailure {
  if (error instanceof LimitMet) return error.failure;
  if (error instanceof ThreadEnded) return 'unreachable';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return 'duplicate';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'conflict';
  if (/^SQLITE_(AUTH|CANTOPEN|CORRUPT|FULL|IOERR|NOMEM|NOTADB|PERM|READONLY)/.test(code)) return 'unusable';
  if (code === 'SQLITE_ERROR' && /^(no such (table|column)|table \w+ has no column)/.test(messageOf(error)))
    return 'otherSchema';
  // The thread has no memory left for the rows of a statement, or cannot be started.
  if (/^ERR_(WORKER|MODULE_NOT_FOUND)/.test(code)) return 'unusable';
  // The folder or the file cannot be made.
  if (/^E(ACCES|ISDIR|NOENT|NOSPC|NOTDIR|PERM|ROFS)$/.test(code)) return 'unusable';
  return 'ours';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');
