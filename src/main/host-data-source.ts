import { ConfigurationInvalid } from '../../config/load-app-config.ts';

/** What is read of the TypeORM DataSource of another program, whatever its version. */
export interface HostDataSource {
  readonly options: { readonly type: string };
}

type Options = Readonly<Record<string, unknown>>;

/** Options without which another database would be reached, or the same one less safely. */
const notTakenOver = ['replication', 'key', 'connectorPackage', 'stream', 'uri'];
/** Of `ssl`, which is Node's own options of TLS and one of the driver's. */
const tlsTakenOver = ['rejectUnauthorized', 'verifyIdentity', 'ca', 'cert', 'key'];

/**
 * The URL of the database to which a DataSource connects, certificates and keys included.
 *
 * @throws ConfigurationInvalid for a database that Rollcall does not know, or that a URL cannot name.
 */
export function databaseOf(dataSource: HostDataSource): string {
  const { extra, ...own } = dataSource.options as Options & { readonly extra?: Options };
  // What is said to the driver itself wins.
  const options: Options = { ...own, ...extra };
  refuse(notTakenOver.filter((option) => options[option] !== undefined));
  switch (own.type) {
    case 'better-sqlite3':
      return `sqlite:${textOf(own.database)}`;
    case 'mysql':
    case 'mariadb': {
      const parameters = new URLSearchParams(urlOptionsOf(options)).toString();
      return parameters === '' ? serverOf(own.type, options) : `${serverOf(own.type, options)}?${parameters}`;
    }
    default:
      throw new ConfigurationInvalid([
        `The DataSource is of the type ${JSON.stringify(own.type)}; Rollcall runs on "mysql", "mariadb" and "better-sqlite3".`,
      ]);
  }
}

function refuse(odd: readonly string[]): void {
  if (odd.length === 0) return;
  throw new ConfigurationInvalid([
    `The DataSource connects with ${odd.join(' and ')}, which Rollcall cannot take over. Give databaseUrl in place of dataSource.`,
  ]);
}

function serverOf(type: string, options: Options): string {
  if (options.url !== undefined) return textOf(options.url);
  const [user, password, database] = [options.user ?? options.username, options.password, options.database]
    .map(textOf)
    .map(encodeURIComponent);
  const host = textOf(options.host) || 'localhost';
  const written = host.includes(':') ? `[${host}]` : host;
  return `${type}://${user}:${password}@${written}:${textOf(options.port) || 3306}/${database}`;
}

/** How the server is reached, by the names that a URL has for it. Files come as their text. */
function urlOptionsOf({ socketPath, ssl }: Options): Record<string, string> {
  const socket: Record<string, string> = socketPath ? { socket: textOf(socketPath) } : {};
  if (!ssl) return socket;
  if (typeof ssl !== 'object') refuse([`ssl: ${JSON.stringify(ssl)}`]);
  const tls = ssl as Options;
  refuse(
    Object.keys(tls)
      .filter((name) => !tlsTakenOver.includes(name))
      .map((name) => `ssl.${name}`),
  );
  const strict = tls.verifyIdentity ? 'VERIFY_IDENTITY' : 'VERIFY_CA';
  const pems = (['ca', 'cert', 'key'] as const).filter((name) => tls[name] !== undefined);
  return {
    ...socket,
    'ssl-mode': tls.rejectUnauthorized === false ? 'REQUIRED' : strict,
    ...Object.fromEntries(pems.map((name) => [`ssl-${name}`, [tls[name]].flat().map(textOf).join('\n')])),
  };
}

const textOf = (option: unknown): string => String(option ?? '');
