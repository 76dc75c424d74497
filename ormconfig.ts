import { loadAppConfig } from './config/load-app-config.ts';
import { dataSourceOf } from './src/adapters/typeorm-persistence/data-source.ts';

/** For TypeORM's command line, `npx typeorm migration:generate -d dist/ormconfig.js …`: see CONTRIBUTING.md. */
export default dataSourceOf(loadAppConfig().databaseUrl);
