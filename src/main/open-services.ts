import type { Container, ContainerModule } from 'inversify';
import type { Logger } from 'pino';
import type { AppConfig } from '../../config/app-config.ts';
import { SinkPositions } from '../adapters/audit-log/sinks/sink-positions.ts';
import { createLogger } from '../adapters/node-runtime/logger.ts';
import type { Application, DryRuns } from '../application/application.ts';
import type { AuditSinks } from '../application/ports/audit-sinks.ts';
import type { Storage } from '../application/ports/storage.ts';
import { bindings } from './bindings.ts';
import { buildContainer, resolve } from './container.ts';
import { numberJournal } from './number-journal.ts';
import { prepareSchema } from './prepare-schema.ts';

export interface OpenServices {
  readonly application: Application;
  readonly dryRuns: DryRuns;
  readonly storage: Storage;
  readonly auditSinks: AuditSinks;
  /** Of all that was bound. */
  readonly container: Container;
  /** Waits for what is under way and lets go of the database. */
  close(): Promise<void>;
}

/**
 * The use cases without a transport, on the database that the configuration names.
 *
 * @param besideOthers - whether the first tables may be made where another program has tables already.
 * @param logger - by default one to standard error, since standard output is for what a verb or another service prints.
 * @param watching - has those who measure and trace told of what is done.
 * @throws StorageUnavailable, DatabaseForeign, SchemaBehind
 */
export async function openServices(
  config: AppConfig,
  schema: 'upToDate' | 'asItIs',
  besideOthers = false,
  logger: Logger = createLogger(config.logLevel, 'stderr'),
  ...watching: readonly ContainerModule[]
): Promise<OpenServices> {
  const container = buildContainer(config, logger, ...watching);
  const storage = resolve(container, bindings.storage);
  try {
    if (schema === 'upToDate') await prepareSchema(storage, { migrate: config.migrate, besideOthers });
  } catch (error) {
    await storage.close();
    throw error;
  }
  const closing = new AbortController();
  // No server may be running that does it.
  const numbering = schema === 'upToDate' ? numberJournal(container, closing.signal) : undefined;
  const close = async () => {
    closing.abort();
    await numbering;
    await storage.close();
  };
  const application = resolve(container, bindings.application);
  const dryRuns = resolve(container, bindings.dryRuns);
  const auditSinks = resolve(container, SinkPositions);
  return { application, dryRuns, storage, auditSinks, container, close };
}
