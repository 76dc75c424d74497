import { createHash, randomBytes } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { Clock } from '../../application/ports/clock.ts';
import type { ListPosition } from '../../application/ports/list-page.ts';
import { ScimError } from '../../scim/scim-error.ts';

/** Where a walk through a list stands. */
export interface WalkPosition {
  /** Which of several resource types is being walked through; 0 for one alone. */
  readonly list: number;
  readonly position: ListPosition | 'beginning';
  /** The number of resources as it was counted for the first page, so that no other page counts again. */
  readonly total: number;
}

/** How long a cursor can be used, in seconds. */
export const cursorTimeoutSeconds = 3600;

/** A sort key of 255 characters, each of four bytes, and what stands around it fit in well. */
const cursorCharactersMax = 8192;

const encryption = 'A256GCM';
const keyManagement = 'dir';

/**
 * Turns positions into cursors and cursors into positions (RFC 9865). A cursor is encrypted and bound to the account
 * and to what was asked, so that one that was changed, made up or taken from another list does not open.
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

  /** @param question - the account and all that decides which resources are in the list, and their order. */
  async seal(walk: WalkPosition, question: readonly unknown[]): Promise<string> {
    return new EncryptJWT({ walk })
      .setProtectedHeader({ alg: keyManagement, enc: encryption })
      .setAudience(audienceOf(question))
      .setExpirationTime(Math.ceil(this.now() / 1000) + cursorTimeoutSeconds)
      .encrypt(this.key);
  }

  /** @throws ScimError 400 `invalidCursor` or `expiredCursor`. */
  async open(cursor: string, question: readonly unknown[]): Promise<WalkPosition> {
    if (cursor.length > cursorCharactersMax) throw invalidCursor();
    try {
      const { payload } = await jwtDecrypt<{ walk: WalkPosition }>(cursor, this.key, {
        audience: audienceOf(question),
        currentDate: new Date(this.now()),
        keyManagementAlgorithms: [keyManagement],
        contentEncryptionAlgorithms: [encryption],
      });
      return payload.walk;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      if (!(error instanceof errors.JWTExpired)) throw invalidCursor();
      const detail = `The cursor is older than ${cursorTimeoutSeconds} seconds. Begin again with an empty "cursor".`;
      throw new ScimError(400, detail, 'expiredCursor');
    }
  }

  private now(): number {
    return Date.parse(this.clock.now());
  }
}

function invalidCursor(): ScimError {
  const detail =
    'The cursor is none that this service gave for this list, filter and order. Begin again with an empty "cursor".';
  return new ScimError(400, detail, 'invalidCursor');
}

/** A cursor opens only with the question to which it belongs. */
const audienceOf = (question: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url');
