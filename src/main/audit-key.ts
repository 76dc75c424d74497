import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AppConfig } from '../../config/app-config.ts';
import { ConfigurationInvalid } from '../../config/load-app-config.ts';

/**
 * The key by which checkpoints of the audit log are signed; absent where the configuration names none, and the service makes
 * one.
 *
 * @throws ConfigurationInvalid
 */
export function auditKeyOf({ auditKeyFile }: AppConfig): KeyObject | undefined {
  if (auditKeyFile === undefined) return undefined;
  try {
    const key = createPrivateKey(readFileSync(auditKeyFile, 'utf8'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw unusable(error instanceof Error ? error.message : String(error));
  }
  throw unusable('It must hold an Ed25519 key (PEM), as "openssl genpkey -algorithm ed25519" makes it');
}

const unusable = (why: string): ConfigurationInvalid =>
  new ConfigurationInvalid([`ROLLCALL_AUDIT_KEY_FILE is not usable. ${why}.`]);
