import type { JournalEntry } from './journal-entry.ts';

/**
 * Why a database did not do what it was asked:
 * - `unreachable`: it does not answer, or takes no work now, as during a failover.
 * - `conflict`: too many others changed the same.
 * - `tooSlow`: it did not answer in time.
 * - `busy`: there are more requests than connections.
 * - `unusable`: an operator has to mend something, such as a right or a full disk.
 * - `outcomeUnknown`: the connection was lost during a commit, or the server does not know what becomes of it.
 * - `outdated`: it serves newer releases of this program only.
 */
export type StorageTrouble =
  | 'unreachable'
  | 'conflict'
  | 'tooSlow'
  | 'busy'
  | 'unusable'
  | 'outcomeUnknown'
  | 'outdated';

const messages: Readonly<Record<StorageTrouble, string>> = {
  unreachable: 'The service cannot reach its database at the moment. Nothing has changed; try again shortly.',
  conflict:
    'The service could not save the change: too many others changed the same at the same time. Nothing has changed; try again shortly.',
  tooSlow:
    'The service took too long over the request, because its database did. Nothing has changed; try again, or ask for less at once.',
  busy: 'The service has more requests than it can answer in time. Nothing has changed; try again shortly.',
  unusable:
    'The service cannot use its database until an operator has mended it. Nothing has changed; try again later.',
  outcomeUnknown:
    'The connection to the database broke while the change was being saved, so it may or may not have been made. Look at what is there, then try again.',
  outdated:
    'The service is being upgraded, and this process of it is of an older release than its database serves. Nothing has changed; try again shortly.',
};

/**
 * The database did not do what it was asked; the same call may succeed later. The message is for people and says whether
 * anything can have changed; the cause is the driver's error, which is for operators.
 */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
  readonly retryAfterSeconds = 5;

  constructor(
    readonly trouble: StorageTrouble = 'unreachable',
    { cause, message = messages[trouble] }: ErrorOptions & { readonly message?: string } = {},
  ) {
    super(message, { cause });
  }
}

/** Nobody knows whether the work was committed; to do it again may meet what it did itself. */
export class OutcomeUnknown extends StorageUnavailable {
  /** @param entries - what the journal has got if it was committed. */
  constructor(
    readonly entries: readonly JournalEntry[],
    options?: ErrorOptions,
  ) {
    super('outcomeUnknown', options);
  }
}

/** A newer release has taken away from the schema what this one reads. */
export class SchemaNewer extends Error {
  override readonly name = 'SchemaNewer';
  readonly code = 'schemaNewer';

  /** @param oldestRelease - that the database serves; absent where it does not say so. */
  constructor(release: string, oldestRelease: string | undefined) {
    super(
      `The database serves ${oldestRelease === undefined ? 'a newer version' : `version ${oldestRelease} and newer`}, and this is version ${release}: what this one reads is there no more. Start the newer version, or go back to a backup from before it.`,
    );
  }
}

/** The database is another program's. Nothing was written to it. */
export class DatabaseForeign extends Error {
  override readonly name = 'DatabaseForeign';

  /** @param what - completes a sentence that begins with the database. */
  constructor(location: string, what: string) {
    super(
      `The database ${location} ${what}. Nothing was changed; name a database of Rollcall's own in ROLLCALL_DATABASE_URL.`,
    );
  }
}

/** Another process serves the embedded database, which is made for one. */
export class AlreadyServed extends Error {
  override readonly name = 'AlreadyServed';

  constructor(file: string, options?: ErrorOptions) {
    super(
      `Another process serves the database ${file} already. Stop that one, or give this one another file with ROLLCALL_DATABASE_URL.`,
      options,
    );
  }
}

/**
 * Why no backup was made or restored:
 * - `noBackupOfServers`: a server's own programs back it up.
 * - `fileThere`: a file would be written over.
 * - `noBackup`: the file is not there, or is no backup of Rollcall's.
 * - `damaged`: what was copied is not whole.
 */
export type BackupRefusal = 'noBackupOfServers' | 'fileThere' | 'noBackup' | 'damaged';

/** Nothing was changed, and no file was left. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';

  /** @param message - one sentence for people, with what to do. */
  constructor(
    readonly code: BackupRefusal,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Somebody else stored the same aggregate in between; `UnitOfWork.transact` runs the work again. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}
