import type { ArchiveFile } from '../../domain/account/archived-log.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { RecordedJournalEntry } from './event-feed.ts';

/** Files of entries that leave the database, each of which verifies by itself, and the pruning of what is in them. */
export interface AuditArchive {
  /**
   * Writes a file with the entries of an account behind a position that were made before a time, as far as they are sealed and
   * have arrived everywhere else. It has been read back and verified when the promise resolves.
   *
   * @returns `undefined` where there is nothing to be pruned.
   * @throws ArchiveFailed, SealFailed, StorageUnavailable
   */
  write(accountId: AccountId, after: number, before: Instant): Promise<ArchiveFile | undefined>;
  /**
   * Takes entries out of the database, in small steps, that the audit log has told to be in a file since before a time. The
   * file is verified before.
   *
   * @returns how many went.
   * @throws ArchiveFailed where the file is missing or is not what it was, SealFailed, StorageUnavailable
   */
  prune(accountId: AccountId, toldBefore: Instant): Promise<number>;
  /** The entries of an account that are in files, as far as these can be read. @throws StorageUnavailable */
  entries(accountId: AccountId): AsyncIterable<RecordedJournalEntry>;
  /**
   * Erases values of entries in files, each of which is written anew, verified, and put in the place of the old one.
   *
   * @param isDryRun - whether the files stay as they are.
   * @returns how many entries had values that were not erased before; `undefined` where the configuration names no folder.
   * @throws ArchiveFailed where some files could not be written or are not what they were; from the others it is erased.
   * @throws StorageUnavailable
   */
  erase(accountId: AccountId, personal: PersonalIn, isDryRun: boolean): Promise<number | undefined>;
}

/** Which values of an entry are to go, by JSON pointer (RFC 6901). */
export type PersonalIn = (entry: RecordedJournalEntry) => ReadonlySet<string>;

/** Why entries cannot be archived, pruned or erased from files: one sentence for operators, with what to do. */
export class ArchiveFailed extends Error {
  override readonly name = 'ArchiveFailed';
}
