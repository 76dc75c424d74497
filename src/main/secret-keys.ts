import { readFileSync } from 'node:fs';
import type { AppConfig } from '../../config/app-config.ts';
import { ConfigurationInvalid } from '../../config/load-app-config.ts';
import {
  KeyFile,
  providedKeys,
  type SecretKeys,
  secretKeysIn,
} from '../adapters/node-runtime/secret-keys.ts';
import type { DatabaseUrl } from '../adapters/typeorm-persistence/database-url.ts';
import { configuredDatabase } from './app-config.ts';

/**
 * With what this installation seals secrets: the keys of the configuration; otherwise, with an embedded database, the one
 * beside it. A database on a server has none, since each process that shares it would make another.
 *
 * @throws ConfigurationInvalid
 */
export function secretKeysOf(config: AppConfig): SecretKeys {
  const { secretKey, secretKeyFile } = config;
  if (secretKey !== undefined && secretKeyFile !== undefined)
    throw new ConfigurationInvalid([
      'Only one of ROLLCALL_SECRET_KEY and ROLLCALL_SECRET_KEY_FILE is to be set.',
    ]);
  if (secretKey !== undefined) return keysOf('ROLLCALL_SECRET_KEY', () => secretKey);
  if (secretKeyFile !== undefined)
    return keysOf('ROLLCALL_SECRET_KEY_FILE', () => readFileSync(secretKeyFile, 'utf8'));
  const file = keyFileBeside(configuredDatabase(config));
  return file === undefined ? providedKeys([]) : new KeyFile(file);
}

/** Where the key of an embedded database is, unless the configuration has another one. */
export const keyFileBeside = (database: DatabaseUrl): string | undefined =>
  database.kind === 'sqlite' ? `${database.file}.key` : undefined;

function keysOf(variable: string, read: () => string): SecretKeys {
  try {
    return providedKeys(secretKeysIn(read()));
  } catch (error) {
    throw new ConfigurationInvalid([
      `${variable} is not usable. ${error instanceof Error ? error.message : String(error)}.`,
    ]);
  }
}
