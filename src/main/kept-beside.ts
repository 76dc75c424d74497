import { existsSync } from 'node:fs';
import type { AppConfig } from '../../config/app-config.ts';
import type { KeptBeside } from '../adapters/command-line/installation.ts';
import { configuredDatabase } from './app-config.ts';
import { keyFileBeside } from './secret-keys.ts';

const settingsFile = 'config/.env';

/** What an installation keeps outside of its database, and cannot be restored without. */
export function keptBeside(config: AppConfig): readonly KeptBeside[] {
  const { auditKeyFile, auditArchive, auditCheckpoints } = config;
  return [
    keyToSecrets(config),
    auditKeyFile &&
      ({ what: 'the key that signs the audit log', where: auditKeyFile, copyEnding: 'audit-key' } as const),
    auditArchive && { what: 'older entries of the audit log', where: auditArchive },
    auditCheckpoints && { what: 'checkpoints of the audit log', where: auditCheckpoints },
    existsSync(settingsFile) && { what: 'the settings', where: settingsFile },
  ].filter((kept) => kept !== undefined && kept !== '' && kept !== false);
}

function keyToSecrets(config: AppConfig): KeptBeside | undefined {
  const { secretKey, secretKeyFile } = config;
  const what = 'the key to secrets';
  if (secretKey !== undefined) return { what, where: 'ROLLCALL_SECRET_KEY' };
  const file = secretKeyFile ?? keyFileBeside(configuredDatabase(config));
  return file === undefined ? undefined : { what, where: file, copyEnding: 'key' };
}
