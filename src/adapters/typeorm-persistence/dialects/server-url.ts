import { fileOf, optionsInUrl, type ServerOptions } from './server-options.ts';
import { type ServerTls, serverTlsOf } from './server-tls.ts';

/** A database on a server. */
export interface ServerUrl<Kind extends string> {
  readonly kind: Kind;
  readonly host: string;
  readonly port: number;
  /** The path of a Unix socket, in place of host and port. */
  readonly socket?: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Absent where nothing is encrypted. */
  readonly tls?: ServerTls;
}

/**
 * @param kinds - the protocols that are meant.
 * @param given - options that hold where the URL does not say otherwise.
 * @returns `undefined` for a text that is no URL of these.
 * @throws Error when it asks for what cannot be had, without the URL in its message, since that holds a password.
 */
export function parseServerUrl<Kind extends string>(
  text: string,
  kinds: readonly Kind[],
  defaultPort: number,
  given: ServerOptions,
): ServerUrl<Kind> | undefined {
  const kind = kinds.find((known) => text.startsWith(`${known}://`));
  if (kind === undefined) return undefined;
  requireEscaped(text.slice(`${kind}://`.length));
  const url = URL.parse(text);
  if (url === null || url.hostname === '' || url.pathname.length < 2) return undefined;
  const [user, written, database] = [url.username, url.password, url.pathname.slice(1)].map(decoded);
  if (user === undefined || written === undefined || database === undefined) return undefined;
  const options = { ...given, ...optionsInUrl(url.searchParams) };
  const fromFile = fileOf(options, 'password-file')?.replace(/\r?\n$/, '');
  if (written !== '' && fromFile !== undefined)
    throw new Error(
      'The database has a password in its URL and another one in a file. Leave out one of them.',
    );
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    kind,
    host,
    port: Number(url.port || defaultPort),
    socket: options.socket,
    user,
    password: fromFile ?? written,
    database,
    tls: serverTlsOf(options, host),
  };
}

/** A password with such signs would be taken for host, port, database and options, and shown where these are. */
function requireEscaped(afterScheme: string): void {
  const behindHost = afterScheme.slice(afterScheme.search(/[/?#]|$/));
  if (/[@#]/.test(behindHost)) {
    throw new Error(
      'The database URL has "@" or "#" behind its host. Signs in user and password are percent-encoded: "/" is "%2F", "?" is "%3F", "#" is "%23", "@" is "%40", "%" is "%25".',
    );
  }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
