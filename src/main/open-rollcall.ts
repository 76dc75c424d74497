import { randomUUID } from 'node:crypto';
import type { Application } from '../application/application.ts';
import type { Caller, Requester } from '../application/ports/caller.ts';
import type { AccountId } from '../domain/shared/identifiers.ts';
import { appConfig } from './app-config.ts';
import { openServices } from './open-services.ts';

/** Rollcall without HTTP, for the life of a process: every use case by its name, `reviseAgent(caller, input)`. */
export interface Rollcall extends Application {
  /**
   * Acting in one account.
   *
   * @param requestId - of the request that the service serves, for the audit log; made where there is none.
   */
  caller(accountId: AccountId, requestId?: string): Caller;
  /** Acting in no account yet. */
  requester(requestId?: string): Requester;
  /** Waits for what is under way and lets go of the database. */
  close(): Promise<void>;
}

export interface RollcallOptions {
  /** Who acts, as the audit log names it. */
  readonly serviceName: string;
  /** In place of `ROLLCALL_DATABASE_URL`. */
  readonly databaseUrl?: string;
}

/**
 * Opens the database that the configuration names, and brings its schema up to date unless that is left to
 * the operator.
 *
 * @throws ConfigurationInvalid, StorageUnavailable, DatabaseUnusable, SchemaBehind, SchemaNewer.
 */
export async function openRollcall({ serviceName, databaseUrl }: RollcallOptions): Promise<Rollcall> {
  const config = appConfig(databaseUrl === undefined ? {} : { ROLLCALL_DATABASE_URL: databaseUrl });
  const { application, storage } = await openServices(config, 'upToDate');
  const requester = (requestId: string = randomUUID()): Requester => ({
    principal: { kind: 'service', name: serviceName },
    source: 'in process',
    requestId,
  });
  return {
    ...application,
    requester,
    caller: (accountId, requestId) => ({ ...requester(requestId), accountId }),
    close: () => storage.close(),
  };
}
