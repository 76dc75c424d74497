import { type DatabaseFailure, LimitMet } from '../../connections/database-failure.ts';

export function failureOfSqlite(error: unknown): DatabaseFailure {
  if (error instanceof LimitMet) return error.failure;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return 'duplicate';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'conflict';
  if (/^SQLITE_(AUTH|CANTOPEN|CORRUPT|FULL|IOERR|NOTADB|PERM|READONLY)/.test(code)) return 'unusable';
  return 'ours';
}
