import { loadAppConfig } from './config/load-app-config.ts';
import { dataSourceOf } from './src/adapters/typeorm-persistence/data-source.ts';

/** For TypeORM's command line, once built: `npx typeorm migration:show -d dist/ormconfig.js`. */
export const dataSource = dataSourceOf(loadAppConfig().databaseUrl);
