import { DataSource } from 'typeorm';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { type DatabaseUrl, parseDatabaseUrl } from './database-url.ts';
import type { ServerOptions } from './dialects/server-options.ts';
import { productOf } from './product-of.ts';
import { TypeormWarnings } from './typeorm-warnings.ts';

/** For TypeORM's command line. */
export const dataSourceOf = (url: string, options?: ServerOptions): DataSource =>
  dataSourceOn(parseDatabaseUrl(url, options));

/**
 * The one place where DataSources are made. It connects to nothing yet.
 *
 * @param connectionsMax - of its pool, where it has one.
 * @param log - is told what migrations warn of.
 */
export const dataSourceOn = (url: DatabaseUrl, connectionsMax = 2, log?: OperationalLog): DataSource =>
  new DataSource({
    ...productOf(url).options(connectionsMax),
    migrationsTableName: 'migrations',
    synchronize: false,
    ...(log === undefined ? { logging: false } : { logging: ['warn'], logger: new TypeormWarnings(log) }),
  });
