import type { AppConfig } from '../../config/app-config.ts';
import type { Provisioning } from '../application/index.ts';
import type { Storage } from '../application/ports/storage.ts';
import { bindings } from './bindings.ts';
import { buildContainer, resolve } from './container.ts';
import { createLogger } from './logger.ts';
import { prepareSchema } from './prepare-schema.ts';

/**
 * The use cases without a transport, on the database that the configuration names. The log goes to standard
 * error, since standard output is for what a verb or another service prints.
 *
 * @throws StorageUnavailable, SchemaBehind
 */
export async function openServices(
  config: AppConfig,
  schema: 'upToDate' | 'asItIs',
): Promise<{ readonly provisioning: Provisioning; readonly storage: Storage }> {
  const container = buildContainer(config, createLogger(config.logLevel, 'stderr'));
  const storage = resolve(container, bindings.storage);
  try {
    if (schema === 'upToDate') await prepareSchema(storage, config.migrate);
  } catch (error) {
    await storage.close();
    throw error;
  }
  return { provisioning: resolve(container, bindings.provisioning), storage };
}
