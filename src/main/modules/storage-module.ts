import { ContainerModule } from 'inversify';
import type { AppConfig } from '../../../config/app-config.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { BatchedRequestLog } from '../../adapters/node-runtime/batched-request-log.ts';
import { CachedAccountDirectory } from '../../adapters/node-runtime/cached-account-directory.ts';
import { type OpenStorage, openStorage } from '../../adapters/typeorm-persistence/open-storage.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { EventFeed } from '../../application/ports/event-feed.ts';
import type { EventLog } from '../../application/ports/event-log.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { serverOptionsOf } from '../app-config.ts';
import { bindings } from '../bindings.ts';
import { DatabaseUnusable } from '../database-unusable.ts';
import { storageObserverOf } from '../observers-together.ts';
import type { Watcher } from '../watcher.ts';
import { bindMade } from '../wiring.ts';

const { config, eventLog, eventFeed, log, clock, watchers } = bindings;

type RequestLogPorts = [time: Clock, operationalLog: OperationalLog];

/** The database that the configuration names. */
export const storageModule = new ContainerModule(({ bind }) => {
  bindMade(bind, bindings.openStorage, open, [config, eventLog, eventFeed, clock, log, watchers]);

  const opened = bindings.openStorage;
  bindMade(bind, bindings.storage, ({ storage }: OpenStorage) => storage, [opened]);
  bindMade(bind, bindings.unitOfWork, ({ unitOfWork }: OpenStorage) => unitOfWork, [opened]);
  bindMade(bind, bindings.logConnections, ({ logConnections }: OpenStorage) => logConnections, [opened]);
  const requestLog = ({ requestStore }: OpenStorage, ...ports: RequestLogPorts) =>
    new BatchedRequestLog(requestStore, ...ports);
  bindMade(bind, bindings.requestLog, requestLog, [opened, clock, log]);
  const cached = ({ accountDirectory }: OpenStorage, { tokenCacheSeconds }: AppConfig) =>
    tokenCacheSeconds === 0
      ? accountDirectory
      : new CachedAccountDirectory(accountDirectory, tokenCacheSeconds);
  bindMade(bind, bindings.accounts, cached, [opened, config]);
});

/** @throws DatabaseUnusable */
function open(
  settings: AppConfig,
  events: EventLog,
  feed: EventFeed,
  time: Clock,
  operationalLog: OperationalLog,
  told: readonly Watcher[],
): OpenStorage {
  try {
    return openStorage({
      url: settings.databaseUrl,
      release: manifest.version,
      serverOptions: serverOptionsOf(settings),
      connectionsMax: settings.databaseConnectionsMax,
      eventLog: events,
      eventFeed: feed,
      clock: time,
      log: operationalLog,
      observer: storageObserverOf(told),
    });
  } catch (error) {
    throw new DatabaseUnusable(error);
  }
}
