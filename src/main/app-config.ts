import type { AppConfig } from '../../config/app-config.ts';
import { loadAppConfig } from '../../config/load-app-config.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../adapters/typeorm-persistence/database-url.ts';
import type { ServerOptions } from '../adapters/typeorm-persistence/dialects/server-options.ts';

/** The configuration of an installation, that is of its folder and of the environment. @throws ConfigurationInvalid */
export const installedConfig = (): AppConfig =>
  loadAppConfig(configuredDatabase, { file: 'config/.env', environment: process.env });

/**
 * The configuration within another program, whose folder has nothing to say about Rollcall.
 *
 * @throws ConfigurationInvalid
 */
export const embeddedConfig = (options: Partial<AppConfig>): AppConfig =>
  loadAppConfig(configuredDatabase, { environment: process.env, options });

/** @throws Error that says what is wrong with the address, or with what is said beside it. */
export const configuredDatabase = (config: AppConfig): DatabaseUrl =>
  parseDatabaseUrl(config.databaseUrl, serverOptionsOf(config));

/** What the URL may say as well. */
export const serverOptionsOf = (config: AppConfig): ServerOptions => ({
  'password-file': config.databasePasswordFile,
  'ssl-mode': config.databaseSslMode,
  'ssl-ca': config.databaseSslCa,
  'ssl-cert': config.databaseSslCert,
  'ssl-key': config.databaseSslKey,
  'ssl-server-name': config.databaseSslServerName,
});
