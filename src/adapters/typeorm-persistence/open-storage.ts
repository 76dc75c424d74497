import type { AccountDirectory } from '../../application/ports/account-directory.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { EventFeed } from '../../application/ports/event-feed.ts';
import type { EventLog } from '../../application/ports/event-log.ts';
import type { LogConnections } from '../../application/ports/log-connections.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { RequestStore } from '../../application/ports/request-log.ts';
import type { Storage } from '../../application/ports/storage.ts';
import type { StorageLoad } from '../../application/ports/storage-load.ts';
import type { StorageObserver } from '../../application/ports/storage-observer.ts';
import type { UnitOfWork } from '../../application/ports/unit-of-work.ts';
import { SqlAccountDirectory } from './access/sql-account-directory.ts';
import { ObservedConnections } from './connections/observed-connections.ts';
import { RetryingConnections } from './connections/retrying-connections.ts';
import { ServedReleases } from './connections/served-releases.ts';
import { dataSourceOn } from './data-source.ts';
import { parseDatabaseUrl } from './database-url.ts';
import type { ServerOptions } from './dialects/server-options.ts';
import { productOf } from './product-of.ts';
import { SqlRequestStore } from './requests/sql-request-store.ts';
import { SqlLogConnections } from './scope/sql-log-connections.ts';
import { SqlStorage } from './sql-storage.ts';
import { SqlUnitOfWork } from './sql-unit-of-work.ts';

export interface StorageOptions {
  /** `mysql://user:password@host:3306/name`, with several hosts parted by commas, `mariadb://…` or `sqlite:path/to/file.db`. */
  readonly url: string;
  /** Of its server, where the URL does not say otherwise. */
  readonly serverOptions?: ServerOptions;
  /** Of this program, such as `1.2.0`: databases of newer ones say which they serve. */
  readonly release: string;
  /** Connections to a server for reading, and as many for writing. */
  readonly connectionsMax: number;
  /** What every unit of work writes to, last before its commit. */
  readonly eventLog: EventLog;
  /** What every unit of work reads the journal with. */
  readonly eventFeed: EventFeed;
  /** By which exceptions of rules end. */
  readonly clock: Clock;
  /** Is told why the database did not do what it was asked. */
  readonly log: OperationalLog;
  /** Is told of what is asked of the database; absent where nobody wants to know. */
  readonly observer?: StorageObserver;
}

export interface OpenStorage {
  readonly unitOfWork: UnitOfWork;
  readonly accountDirectory: AccountDirectory;
  readonly requestStore: RequestStore;
  readonly logConnections: LogConnections;
  readonly storage: Storage;
  /** As it is at the moment. */
  load(): StorageLoad;
}

/**
 * The ports that a database implements. A server need not answer yet: calls throw `StorageUnavailable` while it
 * does not, and go through once it does.
 */
export function openStorage({
  release,
  connectionsMax,
  eventLog,
  eventFeed,
  clock,
  log,
  observer,
  ...options
}: StorageOptions): OpenStorage {
  const product = productOf(parseDatabaseUrl(options.url, options.serverOptions));
  const { dialect } = product;
  const lent = product.connect((at) => dataSourceOn(at, connectionsMax), connectionsMax);
  const served = new ServedReleases(lent, release);
  const observed = observer === undefined ? lent : new ObservedConnections(lent, observer);
  const connections = new RetryingConnections(observed, dialect.failureOf, log, served, observer);
  const unitOfWork = new SqlUnitOfWork(connections, dialect, eventLog, eventFeed, clock, observer);
  return {
    unitOfWork,
    accountDirectory: new SqlAccountDirectory(connections),
    requestStore: new SqlRequestStore(connections, dialect),
    logConnections: new SqlLogConnections(connections, dialect),
    storage: new SqlStorage(
      product,
      connections,
      async () => dataSourceOn((await product.primary?.()) ?? product, undefined, log),
      served,
    ),
    load: () => ({ pools: lent.load, policies: unitOfWork.policyUses }),
  };
}
