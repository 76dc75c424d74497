import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretOwner, SecretSeal } from '../../application/ports/secret-seal.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { SealedSecret } from '../../domain/sign-in/sso-provider.ts';
import type { SecretKeys } from './secret-keys.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** `v1.<key id>.<nonce, ciphertext and tag>` */
const sealedPattern = /^v1\.([\w-]{8})\.([\w-]+)$/;

/** AES-256-GCM, whose associated data is the owner. */
export class AesSecretSeal implements SecretSeal {
  constructor(private readonly keys: SecretKeys) {}

  seal(secret: string, owner: SecretOwner): SealedSecret {
    const [newest] = this.keys.made();
    if (newest === undefined) {
      throw new DomainError(
        'secretKeyMissing',
        'The service has no key with which it could encrypt the secret. Make one with "openssl rand -base64 32", give it to every process as ROLLCALL_SECRET_KEY or in a file that ROLLCALL_SECRET_KEY_FILE names, and start them again.',
      );
    }
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, newest.key, nonce).setAAD(associatedData(owner));
    const parts = [nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return `v1.${newest.id}.${Buffer.concat(parts).toString('base64url')}` as SealedSecret;
  }

  open(sealed: SealedSecret, owner: SecretOwner): string {
    const [, keyId, text = ''] = sealedPattern.exec(sealed) ?? [];
    const key = this.keys.list().find(({ id }) => id === keyId)?.key;
    if (key === undefined) {
      throw unreadable(
        'is encrypted with a key that the service does not have. Put that key behind the newest one in ROLLCALL_SECRET_KEY, or give the secret anew.',
      );
    }
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    try {
      decipher.setAAD(associatedData(owner)).setAuthTag(bytes.subarray(-tagBytes));
      const opened = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
      return Buffer.concat([opened, decipher.final()]).toString('utf8');
    } catch {
      throw unreadable('was changed, or is that of another connection. Give the secret anew.');
    }
  }

  isCurrent(sealed: SealedSecret): boolean {
    return this.keys.list()[0]?.id === sealedPattern.exec(sealed)?.[1];
  }
}

const associatedData = ({ accountId, id }: SecretOwner): Buffer => Buffer.from(`${accountId} ${id}`);

const unreadable = (why: string): DomainError => new DomainError('secretUnreadable', `The secret ${why}`);
