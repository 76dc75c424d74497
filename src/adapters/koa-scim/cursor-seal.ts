import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../application/ports/clock.ts';
import type { ListPosition } from '../../application/ports/list-page.ts';
import { ScimError } from '../../scim/scim-error.ts';

/** Where a walk through a list stands. */
export interface WalkPosition {
  /** Which of several resource types is being walked through; 0 for one alone. */
  readonly list: number;
  readonly position: ListPosition | 'beginning';
  /** As it was counted for the first page, so that no other page has to. */
  readonly total: number;
}

/** How long a cursor can be used, in seconds. */
export const cursorTimeoutSeconds = 3600;

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Makes cursors of positions and positions of cursors (RFC 9865). They are encrypted and bound to what was asked,
 * the account included: one that was changed, made up or brought from elsewhere does not open.
 */
export class CursorSeal {
  private readonly key: Buffer;

  /** @param secret - the same for all processes of an installation; without one, cursors open in this process only. */
  constructor(
    private readonly clock: Clock,
    secret: string | undefined,
  ) {
    this.key = secret === undefined ? randomBytes(32) : createHash('sha256').update(secret).digest();
  }

  seal(walk: WalkPosition, question: readonly unknown[]): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.key, iv).setAAD(boundTo(question));
    const text = JSON.stringify({ ...walk, expiresAt: this.now() + cursorTimeoutSeconds * 1000 });
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws ScimError 400 `invalidCursor` or `expiredCursor`. */
  open(cursor: string, question: readonly unknown[]): WalkPosition {
    const { expiresAt, ...walk } = this.decrypt(cursor, question);
    if (expiresAt >= this.now()) return walk;
    const detail = `The cursor is older than ${cursorTimeoutSeconds} seconds. Begin again with an empty "cursor".`;
    throw new ScimError(400, detail, 'expiredCursor');
  }

  private decrypt(
    cursor: string,
    question: readonly unknown[],
  ): WalkPosition & { readonly expiresAt: number } {
    const bytes = Buffer.from(cursor, 'base64url');
    try {
      const decipher = createDecipheriv(algorithm, this.key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(boundTo(question))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      const sealed = bytes.subarray(ivBytes + tagBytes);
      return JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString());
    } catch {
      const detail =
        'The cursor is none that this service gave for this list, filter and order. Begin again with an empty "cursor".';
      throw new ScimError(400, detail, 'invalidCursor');
    }
  }

  private now(): number {
    return Date.parse(this.clock.now());
  }
}

const boundTo = (question: readonly unknown[]): Buffer => Buffer.from(JSON.stringify(question));
