/** A verb cannot do what it was asked to; the message says what to do instead. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
