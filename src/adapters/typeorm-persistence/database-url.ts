/** A database as its URL names it. */
export type DatabaseUrl =
  | { readonly kind: 'sqlite'; readonly file: string }
  | {
      readonly kind: 'mysql' | 'mariadb';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };

/** @throws Error, without the URL in its message, since that holds a password. */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  if (text.startsWith('sqlite:') && text.length > 'sqlite:'.length) {
    const file = text.slice('sqlite:'.length);
    // Each connection to it would be another database, and nothing may be lost.
    if (file === ':memory:')
      throw new Error('The database must be a file, such as "sqlite:data/rollcall.db".');
    return { kind: 'sqlite', file };
  }
  const url = URL.parse(text);
  const kind = url?.protocol.slice(0, -1);
  if (url === null || (kind !== 'mysql' && kind !== 'mariadb')) {
    throw new Error(
      'The database URL must be "mysql://user:password@host:3306/name", "mariadb://…" or "sqlite:path/to/file.db".',
    );
  }
  if (url.search !== '') {
    // Whoever asks for encryption there must not believe that it is on.
    throw new Error(
      `The database URL has options, "${url.search.slice(0, 80)}"; none are known. Leave them out.`,
    );
  }
  return {
    kind,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
}

/** The database's place, without user and password. */
export const locationOf = (url: DatabaseUrl): string =>
  url.kind === 'sqlite' ? url.file : `${url.host}:${url.port}/${url.database}`;
