import type { ArchiveFile } from '../../domain/account/archived-log.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';

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
}

/** Why entries cannot be archived or pruned: one sentence for operators, with what to do. */
export class ArchiveFailed extends Error {
  override readonly name = 'ArchiveFailed';
}
