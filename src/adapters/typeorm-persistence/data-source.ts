import { DataSource } from 'typeorm';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { parseDatabaseUrl } from './database-url.ts';
import type { DatabaseProduct } from './dialects/database-product.ts';
import type { ServerOptions } from './dialects/server-options.ts';
import { productOf } from './product-of.ts';
import { TypeormWarnings } from './typeorm-warnings.ts';

/** For TypeORM's command line; where the URL names several servers, of the first. */
export const dataSourceOf = (url: string, options?: ServerOptions): DataSource =>
  dataSourceOn(productOf(parseDatabaseUrl(url, options)));

/**
 * The one place where DataSources are made. It connects to nothing yet.
 *
 * @param connectionsMax - of its pool, where it has one.
 * @param log - is told what migrations warn of.
 */
export const dataSourceOn = (
  product: DatabaseProduct,
  connectionsMax = 2,
  log?: OperationalLog,
): DataSource =>
  new DataSource({
    ...product.options(connectionsMax),
    migrationsTableName: 'migrations',
    synchronize: false,
    ...(log === undefined ? { logging: false } : { logging: ['warn'], logger: new TypeormWarnings(log) }),
  });
