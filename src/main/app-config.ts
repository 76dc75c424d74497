import type { AppConfig } from '../../config/app-config.ts';
import { loadAppConfig } from '../../config/load-app-config.ts';
import { parseDatabaseUrl } from '../adapters/typeorm-persistence/database-url.ts';

/** The configuration of an installation, that is of its folder and of the environment. @throws ConfigurationInvalid */
export const installedConfig = (): AppConfig =>
  loadAppConfig(parseDatabaseUrl, { file: 'config/.env', environment: process.env });

/**
 * The configuration within another program, whose folder has nothing to say about Rollcall.
 *
 * @throws ConfigurationInvalid
 */
export const embeddedConfig = (options: Partial<AppConfig>): AppConfig =>
  loadAppConfig(parseDatabaseUrl, { environment: process.env, options });
