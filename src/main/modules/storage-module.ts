import { ContainerModule } from 'inversify';
import type { AppConfig } from '../../../config/app-config.ts';
import { CachedAccountDirectory } from '../../adapters/node-runtime/cached-account-directory.ts';
import { type OpenStorage, openStorage } from '../../adapters/typeorm-persistence/open-storage.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { BoundedRefusalJournal } from '../../application/support/bounded-refusal-journal.ts';
import { bindings } from '../bindings.ts';
import { DatabaseUnusable } from '../database-unusable.ts';
import { bindMade } from '../wiring.ts';

const { config, log } = bindings;

/** The database that the configuration names. */
export const storageModule = new ContainerModule(({ bind }) => {
  bindMade(bind, bindings.openStorage, open, [config]);

  const opened = bindings.openStorage;
  bindMade(bind, bindings.storage, ({ storage }: OpenStorage) => storage, [opened]);
  bindMade(bind, bindings.unitOfWork, ({ unitOfWork }: OpenStorage) => unitOfWork, [opened]);
  const bounded = ({ refusalJournal }: OpenStorage, operationalLog: OperationalLog) =>
    new BoundedRefusalJournal(refusalJournal, operationalLog);
  bindMade(bind, bindings.refusalJournal, bounded, [opened, log]);
  const cached = ({ accountDirectory }: OpenStorage, { tokenCacheSeconds }: AppConfig) =>
    new CachedAccountDirectory(accountDirectory, tokenCacheSeconds);
  bindMade(bind, bindings.accounts, cached, [opened, config]);
});

/** @throws DatabaseUnusable */
function open({ databaseUrl, databaseConnectionsMax }: AppConfig): OpenStorage {
  try {
    return openStorage({ url: databaseUrl, connectionsMax: databaseConnectionsMax });
  } catch (error) {
    throw new DatabaseUnusable(error);
  }
}
