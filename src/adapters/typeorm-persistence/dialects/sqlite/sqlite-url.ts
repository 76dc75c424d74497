/** The file of an embedded database. */
export interface SqliteUrl {
  readonly kind: 'sqlite';
  readonly file: string;
}

const prefix = 'sqlite:';

/** @throws Error for a database that is no file. */
export function parseSqliteUrl(text: string): SqliteUrl | undefined {
  if (!text.startsWith(prefix) || text.length === prefix.length) return undefined;
  const file = text.slice(prefix.length);
  // Each connection to it would be another database, and nothing may be lost.
  if (file === ':memory:') throw new Error('The database must be a file, such as "sqlite:data/rollcall.db".');
  return { kind: 'sqlite', file };
}
