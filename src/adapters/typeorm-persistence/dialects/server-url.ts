/** A database on a server. */
export interface ServerUrl<Kind extends string> {
  readonly kind: Kind;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/**
 * @param kinds - the protocols that are meant.
 * @returns `undefined` for a text that is no URL of these.
 * @throws Error when it asks for what nobody heeds, without the URL in its message, since that holds a password.
 */
export function parseServerUrl<Kind extends string>(
  text: string,
  kinds: readonly Kind[],
  defaultPort: number,
): ServerUrl<Kind> | undefined {
  const url = URL.parse(text);
  const kind = kinds.find((known) => url?.protocol === `${known}:`);
  if (url === null || kind === undefined || url.hostname === '' || url.pathname.length < 2) return undefined;
  if (url.search !== '') {
    // Whoever asks for encryption there must not believe that it is on.
    throw new Error(
      'The database URL has options behind "?", and none are known. Leave them out; in a password, write "?" as "%3F".',
    );
  }
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decoded);
  if (user === undefined || password === undefined || database === undefined) return undefined;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { kind, host, port: Number(url.port || defaultPort), user, password, database };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
