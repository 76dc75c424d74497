import { ConfigurationInvalid } from '../../config/load-app-config.ts';

/** What is read of the TypeORM DataSource of another program, whatever its version. */
export interface HostDataSource {
  readonly options: { readonly type: string };
}

/** Options without which another database would be reached, or the same one less safely. */
const notTakenOver = ['ssl', 'socketPath', 'replication', 'key', 'connectorPackage'];

/**
 * The URL of the database to which a DataSource connects.
 *
 * @throws ConfigurationInvalid for a database that Rollcall does not know, or that a URL cannot name.
 */
export function databaseOf(dataSource: HostDataSource): string {
  const options: Readonly<Record<string, unknown>> = { ...dataSource.options };
  const odd = notTakenOver.filter((option) => options[option] !== undefined);
  if (odd.length > 0) {
    throw new ConfigurationInvalid([
      `The DataSource connects with ${odd.join(' and ')}, which Rollcall cannot take over. Give databaseUrl in place of dataSource.`,
    ]);
  }
  const text = (name: string) => String(options[name] ?? '');
  switch (options.type) {
    case 'better-sqlite3':
      return `sqlite:${text('database')}`;
    case 'mysql':
    case 'mariadb': {
      if (options.url !== undefined) return text('url');
      const [username, password, database] = ['username', 'password', 'database'].map((name) =>
        encodeURIComponent(text(name)),
      );
      const host = text('host') || 'localhost';
      const written = host.includes(':') ? `[${host}]` : host;
      return `${options.type}://${username}:${password}@${written}:${text('port') || 3306}/${database}`;
    }
    default:
      throw new ConfigurationInvalid([
        `The DataSource is of the type ${JSON.stringify(options.type)}; Rollcall runs on "mysql", "mariadb" and "better-sqlite3".`,
      ]);
  }
}
