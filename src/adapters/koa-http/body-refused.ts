/**
 * A request's body that is not read, or cannot be: 400 malformed, 408 too slow, 413 too large, 415 of the
 * wrong kind, 503 while there is no room for it.
 */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';

  /** @param detail - what was wrong and what was expected; quotes nothing of the body. */
  constructor(
    readonly status: 400 | 408 | 413 | 415 | 503,
    readonly detail: string,
  ) {
    super(detail);
  }
}
