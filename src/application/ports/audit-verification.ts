/** In what way the audit log is not what was sealed. */
export type LogFaultCode =
  /** An entry says something else than when it was sealed. */
  | 'altered'
  /** An entry is gone, and others behind it are there. */
  | 'removed'
  /** An entry stands where another one was sealed, which follows behind it. */
  | 'inserted'
  /** An entry stands where another one was sealed, which stands elsewhere. */
  | 'moved'
  /** All entries from a position on are gone, or the checkpoints that tell of them. */
  | 'truncated'
  /** Entries were changed together with the tree over them, which therefore does not tell which. */
  | 'rewritten'
  /** The tree was changed, and no entry was. */
  | 'treeAltered'
  /** Terms by which an entry is searched were taken away, and the entry was not. */
  | 'indexAltered'
  /** A checkpoint is of another log. */
  | 'otherLog'
  /** A checkpoint is signed by none of the keys. */
  | 'wrongKey'
  /** A checkpoint was changed after it was signed. */
  | 'brokenSignature'
  | 'malformedCheckpoint'
  /** A file of the archive is not there, or cannot be read. */
  | 'archiveMissing'
  /** A file of the archive does not have the entries that were archived. */
  | 'archiveAltered'
  /** A checkpoint that was written down outside of the database is not one of those in it. */
  | 'unknownCheckpoint';

export interface LogFault {
  readonly code: LogFaultCode;
  /** The first that it is about; absent where it is about none. */
  readonly position?: number;
  /** One sentence for people. */
  readonly message: string;
}

/** What came of a verification. */
export interface LogVerification {
  /** Entries that were found to be those that were sealed: all of them, or those before the fault. */
  readonly entries: number;
  /** Those of them that are in the archive alone, as entries of the log say; absent where there are none. */
  readonly archived?: number;
  /** Those of them of which values were erased; absent where there are none. */
  readonly erased?: number;
  /** Checkpoints in the database that fit. */
  readonly checkpoints: number;
  /** Checkpoints outside of it that are the same. */
  readonly checkpointsOutside: number;
  /** Entries that no checkpoint is about yet. */
  readonly unsealed: number;
  /** The first that was found; absent where all is well. */
  readonly fault?: LogFault;
}

/** What the audit log is held against, beside what the database has. */
export interface VerificationEvidence {
  /** Keys, as verifiers of notes take them, which are believed alone; those of the database where it is not said. */
  readonly verifiers?: readonly string[];
  /** Notes of checkpoints that were kept elsewhere, in any order. */
  readonly notes?: AsyncIterable<string>;
  /** The folder of archives, whose files are verified as well. */
  readonly archive?: string;
}

/** Holds all that the database has of the audit log against its checkpoints. */
export interface AuditVerification {
  /**
   * @param report - is told how many entries were looked at, and of how many.
   * @throws StorageUnavailable
   */
  verify(
    evidence: VerificationEvidence,
    report?: (done: number, all: number) => void,
  ): Promise<LogVerification>;
}
