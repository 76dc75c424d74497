/** The database answers and cannot be used, or its file cannot be opened; trying again does not help. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `The database cannot be used: ${reason}. Check ROLLCALL_DATABASE_URL, in which user and password are percent-encoded.`,
      { cause },
    );
  }
}
