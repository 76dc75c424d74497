import type { AppConfig } from '../../config/app-config.ts';
import { loadAppConfig } from '../../config/load-app-config.ts';
import { parseDatabaseUrl } from '../adapters/typeorm-persistence/database-url.ts';

/** The configuration of this process, some of its variables replaced. @throws ConfigurationInvalid */
export const appConfig = (variables: Readonly<Record<string, string>> = {}): AppConfig =>
  loadAppConfig(parseDatabaseUrl, { ...process.env, ...variables });
