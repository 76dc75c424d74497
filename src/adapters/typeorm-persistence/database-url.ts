import { type MysqlUrl, parseMysqlUrl } from './dialects/mysql/mysql-url.ts';
import type { ServerOptions } from './dialects/server-options.ts';
import { parseSqliteUrl, type SqliteUrl } from './dialects/sqlite/sqlite-url.ts';

/** A database as its URL names it. */
export type DatabaseUrl = SqliteUrl | MysqlUrl;

/**
 * @param options - of a server, where its URL does not say otherwise.
 * @throws Error, without the URL in its message, since that holds a password.
 */
export function parseDatabaseUrl(text: string, options: ServerOptions = {}): DatabaseUrl {
  const url = parseSqliteUrl(text) ?? parseMysqlUrl(text, options);
  if (url !== undefined) return url;
  throw new Error(
    'The database URL must be "mysql://user:password@host:3306/name", "mysql://user:password@host1:3306,host2:3306/name", "mariadb://…" or "sqlite:path/to/file.db", with characters such as "@" and "%" in user and password percent-encoded.',
  );
}
