/** The database cannot be reached or does not answer in time; the same call may succeed later. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
  readonly retryAfterSeconds = 5;
}

/** Somebody else stored the same aggregate in between; `UnitOfWork.transact` runs the work again. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}
