/** The file of an embedded database. */
export interface FileUrl {
  readonly kind: 'sqlite';
  readonly file: string;
}

/** A database on a server. */
export interface ServerUrl {
  readonly kind: 'mysql' | 'mariadb';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** A database as its URL names it. */
export type DatabaseUrl = FileUrl | ServerUrl;

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
  if (
    url === null ||
    (kind !== 'mysql' && kind !== 'mariadb') ||
    url.hostname === '' ||
    url.pathname.length < 2
  ) {
    throw notOne();
  }
  if (url.search !== '') {
    // Whoever asks for encryption there must not believe that it is on.
    throw new Error(
      'The database URL has options behind "?", and none are known. Leave them out; in a password, write "?" as "%3F".',
    );
  }
  return {
    kind,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 3306),
    user: decoded(url.username),
    password: decoded(url.password),
    database: decoded(url.pathname.slice(1)),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw notOne();
  }
}

const notOne = (): Error =>
  new Error(
    'The database URL must be "mysql://user:password@host:3306/name", "mariadb://…" or "sqlite:path/to/file.db", with characters such as "@" and "%" in user and password percent-encoded.',
  );
