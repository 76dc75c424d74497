import { fileOf, optionsInUrl, type ServerOptions } from './server-options.ts';
import { type ServerTls, serverTlsOf } from './server-tls.ts';

interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** A database on a server, or on several of which one takes writes at a time. */
export interface ServerUrl<Kind extends string> extends ServerAddress {
  readonly kind: Kind;
  /** Further servers, in the order in which the URL names them; absent where it names one. */
  readonly others?: readonly ServerAddress[];
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
  const afterScheme = text.slice(`${kind}://`.length);
  requireEscaped(afterScheme);
  const written = oneHostEach(afterScheme);
  const servers = written.flatMap((one) => parseOneHost(kind, `${kind}://${one}`, defaultPort, given) ?? []);
  const [first, ...others] = servers;
  if (first === undefined || servers.length < written.length) return undefined;
  if (others.length === 0) return first;
  requireApart(servers);
  return { ...first, others: others.map(({ host, port }) => ({ host, port })) };
}

/** Each of the servers that the URL names, as a URL of its own. */
export const serversOf = <Kind extends string>(url: ServerUrl<Kind>): readonly ServerUrl<Kind>[] =>
  [url, ...(url.others ?? [])].map(({ host, port }) => ({ ...url, host, port, others: undefined }));

/** No parser of URLs takes several hosts, each with a port, so that each is put in the place of all. */
function oneHostEach(afterScheme: string): readonly string[] {
  const end = afterScheme.search(/[/?#]|$/);
  const begin = afterScheme.lastIndexOf('@', end) + 1;
  const hosts = afterScheme.slice(begin, end).split(',');
  return hosts.map((host) => afterScheme.slice(0, begin) + host + afterScheme.slice(end));
}

function requireApart(servers: readonly ServerUrl<string>[]): void {
  if (servers.some(({ socket }) => socket !== undefined))
    throw new Error('The database URL names several hosts and a socket, which is that of one server.');
  const addresses = servers.map(({ host, port }) => `${host}:${port}`);
  const twice = addresses.find((address, index) => addresses.indexOf(address) < index);
  if (twice !== undefined) throw new Error(`The database URL names the host ${twice} twice.`);
}

function parseOneHost<Kind extends string>(
  kind: Kind,
  text: string,
  defaultPort: number,
  given: ServerOptions,
): ServerUrl<Kind> | undefined {
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
