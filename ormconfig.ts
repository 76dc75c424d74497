import { loadAppConfig } from './config/load-app-config.ts';
import { dataSourceOf } from './src/adapters/typeorm-persistence/data-source.ts';

/** For TypeORM's command line: `npx typeorm migration:show -d dist/ormconfig.js`. */
export default dataSourceOf(loadAppConfig().databaseUrl);
