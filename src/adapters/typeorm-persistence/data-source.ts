import { DataSource } from 'typeorm';
import { type DatabaseUrl, parseDatabaseUrl } from './database-url.ts';
import { entitiesFor } from './entities/entities-for.ts';
import { AgentsAccountsJournal1764000000000 } from './migrations/1764000000000-agents-accounts-journal.ts';
import { Groups1764100000000 } from './migrations/1764100000000-groups.ts';
import { JournalTargetNames1764200000000 } from './migrations/1764200000000-journal-target-names.ts';
import { productOf } from './product-of.ts';

const migrations = [AgentsAccountsJournal1764000000000, Groups1764100000000, JournalTargetNames1764200000000];

/** For TypeORM's command line. */
export const dataSourceOf = (url: string): DataSource => dataSourceOn(parseDatabaseUrl(url));

/**
 * The one place where DataSources are made. It connects to nothing yet.
 *
 * @param connectionsMax - of its pool; the embedded database has one connection.
 */
export const dataSourceOn = (url: DatabaseUrl, connectionsMax = 2): DataSource =>
  new DataSource({
    ...productOf(url).options(connectionsMax),
    entities: entitiesFor(url.kind),
    migrations,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
  });
