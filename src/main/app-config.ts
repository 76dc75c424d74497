import type { AppConfig } from '../../config/app-config.ts';
import { loadAppConfig } from '../../config/load-app-config.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../adapters/typeorm-persistence/database-url.ts';
import type { ServerOptions } from '../adapters/typeorm-persistence/dialects/server-options.ts';

/** The configuration of this process, some of its variables replaced. @throws ConfigurationInvalid */
export const appConfig = (variables: Readonly<Record<string, string>> = {}): AppConfig =>
  loadAppConfig(databaseOf, { ...process.env, ...variables });

/** @throws Error that says what is wrong with the address, or with what is said beside it. */
export const databaseOf = (config: AppConfig): DatabaseUrl =>
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
