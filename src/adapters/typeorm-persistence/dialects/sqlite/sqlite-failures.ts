import type { Failure } from '../../connections/database-failure.ts';

export function failureOfSqlite(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return 'duplicate';
  if (code.startsWith('SQLITE_BUSY')) return 'conflict';
  if (/^SQLITE_(IOERR|FULL|CANTOPEN|READONLY|LOCKED)/.test(code)) return 'unavailable';
  return 'mistake';
}
