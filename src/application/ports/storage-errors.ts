/**
 * The database cannot be reached or does not answer in time; the same call may succeed later. The message is for
 * people and says whether anything can have changed.
 */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
  readonly retryAfterSeconds = 5;

  constructor(
    message = 'The service cannot reach its database at the moment. Nothing has changed; try again shortly.',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Somebody else stored the same aggregate in between; `UnitOfWork.transact` runs the work again. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}
