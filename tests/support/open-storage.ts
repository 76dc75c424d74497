import { afterAll, beforeAll } from 'vitest';
import { SqlEventFeed } from '../../src/adapters/audit-log/sql-event-feed.ts';
import { SqlEventLog } from '../../src/adapters/audit-log/sql-event-log.ts';
import { SqlJournalOrder } from '../../src/adapters/audit-log/sql-journal-order.ts';
import { type OpenStorage, openStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { JournalReader } from '../../src/application/ports/event-feed.ts';
import type { Attempt } from '../../src/application/ports/journal-entry.ts';
import type { OperationalLog } from '../../src/application/ports/operational-log.ts';
import type { DomainError } from '../../src/domain/shared/domain-error.ts';
import { clockAt, later } from './agents.ts';
import type { DatabaseProduct } from './databases.ts';
import { hasBeside, serveBeside } from './process-beside.ts';

export interface Stage {
  readonly storage: OpenStorage;
  readonly url: string;
}

/** A database with the audit log that the service has. */
export const openDatabase = (
  url: string,
  connectionsMax = 8,
  log: OperationalLog = { warn: () => undefined, error: () => undefined },
  clock: Clock = clockAt(later),
): OpenStorage =>
  openStorage({
    url,
    release: '0.1.0',
    connectionsMax,
    eventLog: new SqlEventLog(),
    eventFeed: new SqlEventFeed(),
    clock,
    log,
  });

/** Has every entry that was committed have its position. */
export const numbered = ({ logConnections }: OpenStorage): Promise<void> =>
  new SqlJournalOrder(logConnections).upToNow();

/** Reads the journal as a use case does. */
export async function readJournal<Result>(
  open: OpenStorage,
  caller: Caller,
  work: (journal: JournalReader) => Promise<Result>,
): Promise<Result> {
  await numbered(open);
  return open.unitOfWork.read(caller, ({ journal }) => work(journal));
}

/** Has the journal say that an attempt was refused. */
export const recordRefusal = (
  { unitOfWork }: OpenStorage,
  caller: Caller,
  attempt: Attempt,
  refusal: DomainError,
): Promise<void> =>
  unitOfWork.transact(caller, async (scope) => scope.recordRefusal(attempt, refusal, later));

/** A migrated database that is open during the suite; another process may work on it as well. */
export function stageOn(product: DatabaseProduct): () => Stage {
  let stage: Stage | undefined;
  let beside: Awaited<ReturnType<typeof serveBeside>> | undefined;
  beforeAll(async () => {
    const url = await product.freshUrl();
    stage = { url, storage: openDatabase(url) };
    await stage.storage.storage.migrate();
    if (hasBeside(url)) beside = await serveBeside(url);
  });
  afterAll(async () => {
    await beside?.stop();
    await stage?.storage.storage.close();
  });
  return () => {
    if (stage === undefined) throw new Error('The database is not open yet.');
    return stage;
  };
}
