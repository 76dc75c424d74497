import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';

export interface SecretKey {
  /** Stands in what is sealed with it, and tells nothing of the key. */
  readonly id: string;
  readonly key: Buffer;
}

/** With what secrets are sealed. */
export interface SecretKeys {
  /** The newest first. */
  list(): readonly SecretKey[];
  /** The same, once one is made where there is none and nobody else provides it. */
  made(): readonly SecretKey[];
}

const keyBytes = 32;
const idBytes = 6;
const keyCharactersMin = 32;

/** Of keys that the operator provides. */
export const providedKeys = (keys: readonly SecretKey[]): SecretKeys => ({
  list: () => keys,
  made: () => keys,
});

/**
 * The keys of a text, which are parted by blanks or line breaks.
 *
 * @throws Error where one is too short to be a key.
 */
export function secretKeysIn(text: string): readonly SecretKey[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length > 0 && words.every((word) => word.length >= keyCharactersMin)) return words.map(secretKey);
  throw new Error(
    `A key has at least ${keyCharactersMin} characters, as "openssl rand -base64 32" makes them`,
  );
}

// From the text of a key a key proper and its id are derived (RFC 5869), so that the id tells nothing of the other.
const secretKey = (text: string): SecretKey => ({
  id: derived(text, 'id', idBytes).toString('base64url'),
  key: derived(text, 'AES-256-GCM', keyBytes),
});

const derived = (text: string, purpose: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', text, '', `rollcall secrets ${purpose}`, bytes));

/** The key of an embedded database, in a file beside it that only its owner reads; made when it is first needed. */
export class KeyFile implements SecretKeys {
  constructor(private readonly file: string) {}

  /** @throws Error where the file is there and no key is in it, or it cannot be read. */
  list(): readonly SecretKey[] {
    try {
      return secretKeysIn(readFileSync(this.file, 'utf8'));
    } catch (error) {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    }
  }

  made(): readonly SecretKey[] {
    const known = this.list();
    if (known.length > 0) return known;
    const whole = `${this.file}.${randomUUID()}`;
    writeFileSync(whole, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    try {
      // Of two processes one makes the file, and neither sees half of it.
      linkSync(whole, this.file);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    } finally {
      unlinkSync(whole);
    }
    return this.list();
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
