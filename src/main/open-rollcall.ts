import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AppConfig } from '../../config/app-config.ts';
import { TermIndex } from '../adapters/audit-log/term-index.ts';
import { createLogger } from '../adapters/node-runtime/logger.ts';
import type { Application } from '../application/application.ts';
import type { Caller, Requester } from '../application/ports/caller.ts';
import type { AccountId } from '../domain/shared/identifiers.ts';
import { embeddedConfig } from './app-config.ts';
import { archiveEachHour } from './archive-each-hour.ts';
import { auditSinksOf } from './audit-sinks.ts';
import { bindings } from './bindings.ts';
import { resolve } from './container.ts';
import { forgetOldRequests } from './forget-old-requests.ts';
import { heedNewerReleases } from './heed-newer-releases.ts';
import { databaseOf, type HostDataSource } from './host-data-source.ts';
import { type OpenServices, openServices } from './open-services.ts';
import type { ScimMiddleware } from './scim-middleware.ts';
import { sealEachMinute } from './seal-each-minute.ts';
import { watchingOf } from './watching.ts';

/** What is left of the request log is written within this time, and before it what is left to be sealed is sealed. */
const closeMilliseconds = 5_000;

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
  /** For a Koa application that is to answer SCIM as well, under `/scim/v2`. Put it before what reads bodies. */
  scimMiddleware(): Promise<ScimMiddleware>;
  /** Waits for what is under way and lets go of the database. */
  close(): Promise<void>;
}

/** Every setting may be given by the name of its property; what is not given, `ROLLCALL_…` variables say. */
export interface RollcallOptions extends Partial<AppConfig> {
  /** Who acts, as the audit log names it. */
  readonly serviceName: string;
  /**
   * In place of `databaseUrl`: a TypeORM DataSource. Rollcall makes connections of its own to the same database, and
   * tables of its own beside the host's.
   */
  readonly dataSource?: HostDataSource;
  /** In place of JSON lines on standard error. */
  readonly logger?: Logger;
}

/**
 * Opens the database that the configuration names, and brings its schema up to date unless that is left to
 * the operator.
 *
 * @throws ConfigurationInvalid, StorageUnavailable, DatabaseUnusable, DatabaseForeign, SchemaBehind, SchemaNewer, and an Error where
 * something else listens at the address for metrics.
 */
export async function openRollcall(options: RollcallOptions): Promise<Rollcall> {
  const { serviceName, dataSource, logger, ...settings } = options;
  const databaseUrl = dataSource === undefined ? settings.databaseUrl : databaseOf(dataSource);
  const config = embeddedConfig({ ...settings, databaseUrl });
  // Mistakes that only show once files and folders are looked at.
  auditSinksOf(config);
  const { watching, application, container, close } = await openWatched(
    config,
    dataSource !== undefined,
    logger,
  );
  const requester = (requestId: string = randomUUID()): Requester => ({
    principal: { kind: 'service', name: serviceName },
    source: 'in process',
    requestId,
  });
  const closing = new AbortController();
  const following = [resolve(container, TermIndex), ...resolve(container, bindings.auditSinkFeeds)].map(
    (follower) => follower.run(closing.signal),
  );
  following.push(heedNewerReleases(container, closing.signal));
  let scim: Promise<ScimMiddleware> | undefined;
  let seal: (() => Promise<void>) | undefined;
  return {
    ...application,
    requester,
    caller: (accountId, requestId) => ({ ...requester(requestId), accountId }),
    // Only who asks for it pays for loading the HTTP server.
    scimMiddleware: () => {
      scim ??= import('./scim-middleware.ts').then((module) => {
        forgetOldRequests(container, config, requester, closing.signal);
        archiveEachHour(container, config, requester, closing.signal);
        seal = sealEachMinute(container, requester, closing.signal);
        return module.scimMiddleware(container);
      });
      return scim;
    },
    close: async () => {
      closing.abort();
      // Of a database that is silent nobody waits longer than that.
      const ended = Promise.all([seal?.(), ...following]);
      await Promise.race([ended, setTimeout(closeMilliseconds, undefined, { ref: false })]);
      await resolve(container, bindings.requestLog).close(performance.now() + closeMilliseconds);
      await watching.stop();
      await close();
    },
  };
}

/** With what measures and traces it, where the configuration asks for that. */
async function openWatched(
  config: AppConfig,
  besideOthers: boolean,
  logger: Logger = createLogger(config.logLevel, 'stderr'),
) {
  const watching = await watchingOf(config, logger);
  let opened: OpenServices | undefined;
  try {
    opened = await openServices(config, 'upToDate', besideOthers, logger, watching.module);
    await watching.start(opened.container);
    return { ...opened, watching };
  } catch (error) {
    await watching.stop();
    await opened?.close();
    throw error;
  }
}
