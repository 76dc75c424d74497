import type { Instant } from '../shared/instant.ts';

/** How far the audit log of an account is in the archive. */
export interface ArchivedLog {
  /** Up to this position. */
  readonly upTo: number;
  /** All entries from before this time, and none that is later. */
  readonly before: Instant;
}

/** A file of the archive: entries behind a position, up to and including another one. */
export interface ArchiveFile {
  readonly after: number;
  readonly upTo: number;
  readonly before: Instant;
  readonly entries: number;
  /** Its path in the folder of archives. */
  readonly file: string;
}
