import { dataSourceOf } from './src/adapters/typeorm-persistence/data-source.ts';
import { installedConfig, serverOptionsOf } from './src/main/app-config.ts';

/** For TypeORM's command line, `npx typeorm migration:generate -d dist/ormconfig.js …`: see CONTRIBUTING.md. */
const config = installedConfig();
export default dataSourceOf(config.databaseUrl, serverOptionsOf(config));
