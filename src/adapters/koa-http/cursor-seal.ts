import { createHash, randomBytes } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { Clock } from '../../application/ports/clock.ts';

/** How long a cursor can be used, in seconds. */
export const cursorTimeoutSeconds = 3600;

/** A sort key of 255 characters, each of four bytes, and what stands around it fit in well. */
const cursorCharactersMax = 8192;

const encryption = 'A256GCM';
const keyManagement = 'dir';

/** A cursor that was changed, made up or taken from another list, or that is too old. */
export class CursorRefused extends Error {
  override readonly name = 'CursorRefused';

  constructor(readonly reason: 'invalid' | 'expired') {
    super(
      reason === 'invalid'
        ? 'The cursor is none that this service gave for this list, filter and order.'
        : `The cursor is older than ${cursorTimeoutSeconds} seconds.`,
    );
  }
}

/**
 * Turns positions into cursors and cursors into positions. A cursor is encrypted and bound to the account and to what was
 * asked, so that one that was changed, made up or taken from another list does not open.
 */
export class CursorSeal {
  private readonly key: Uint8Array;

  /** @param secret - the same for all processes of an installation; without one, cursors open in this process only. */
  constructor(
    private readonly clock: Clock,
    secret: string | undefined,
  ) {
    this.key = secret === undefined ? randomBytes(32) : createHash('sha256').update(secret).digest();
  }

  /** @param question - the account and all that decides what is in the list, and its order. */
  async seal(walk: unknown, question: readonly unknown[]): Promise<string> {
    return new EncryptJWT({ walk })
      .setProtectedHeader({ alg: keyManagement, enc: encryption })
      .setAudience(audienceOf(question))
      .setExpirationTime(Math.ceil(this.now() / 1000) + cursorTimeoutSeconds)
      .encrypt(this.key);
  }

  /**
   * What was sealed, which is of the type that the question gives it.
   *
   * @throws CursorRefused
   */
  async open<Walk>(cursor: string, question: readonly unknown[]): Promise<Walk> {
    if (cursor.length > cursorCharactersMax) throw new CursorRefused('invalid');
    try {
      const { payload } = await jwtDecrypt<{ walk: Walk }>(cursor, this.key, {
        audience: audienceOf(question),
        currentDate: new Date(this.now()),
        keyManagementAlgorithms: [keyManagement],
        contentEncryptionAlgorithms: [encryption],
      });
      return payload.walk;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw new CursorRefused(error instanceof errors.JWTExpired ? 'expired' : 'invalid');
    }
  }

  private now(): number {
    return Date.parse(this.clock.now());
  }
}

/** A cursor opens only with the question to which it belongs. */
const audienceOf = (question: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url');
