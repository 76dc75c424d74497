import { DataSource } from 'typeorm';
import { type DatabaseUrl, parseDatabaseUrl } from './database-url.ts';
import type { ServerOptions } from './dialects/server-options.ts';
import { productOf } from './product-of.ts';

/** For TypeORM's command line. */
export const dataSourceOf = (url: string, options?: ServerOptions): DataSource =>
  dataSourceOn(parseDatabaseUrl(url, options));

/**
 * The one place where DataSources are made. It connects to nothing yet.
 *
 * @param connectionsMax - of its pool; the embedded database has one connection.
 */
export const dataSourceOn = (url: DatabaseUrl, connectionsMax = 2): DataSource =>
  new DataSource({
    ...productOf(url).options(connectionsMax),
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
  });
