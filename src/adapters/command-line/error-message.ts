import { StorageUnavailable } from '../../application/ports/storage-errors.ts';

/** What to tell an operator of an error. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof StorageUnavailable && error.cause !== undefined
    ? `${error.message} (${driverMessage(error.cause)})`
    : error.message;
}

/** A refused connection to a name with several addresses has a code and no message. */
const driverMessage = (cause: unknown): string =>
  cause instanceof Error ? cause.message || String('code' in cause ? cause.code : cause.name) : String(cause);
