/** The database answers and cannot be used, or its file cannot be opened; trying again does not help. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const isDenied = cause instanceof Error && 'code' in cause && cause.code === 'ER_ACCESS_DENIED_ERROR';
    const hint = isDenied ? ', in which "%" and other signs in user and password are percent-encoded' : '';
    super(`The database cannot be used: ${reason}. Check ROLLCALL_DATABASE_URL${hint}.`, { cause });
  }
}
