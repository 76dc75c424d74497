import type { JsonObject } from '../../criteria/json.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { RecordedJournalEntry } from './event-feed.ts';

/** What is wrong with an export of the audit log. */
export type ExportProblem =
  /** It is no export of the audit log, or not a whole one. */
  | 'exportMalformed'
  | 'exportTruncated'
  /** The file of public keys has none. */
  | 'publicKeyMalformed'
  /** The checkpoint is of this log, and signed with another key. */
  | 'wrongKey'
  | 'checkpointOfAnotherLog'
  | 'signatureBroken'
  | 'entryAltered'
  | 'entryRemoved'
  | 'entryInserted'
  | 'entryMoved'
  /** Leaves of other accounts do not lead to the signed root. */
  | 'leavesAltered'
  /** A summary says what the entries do not. */
  | 'summaryAltered'
  /** The entries of a proof of deprovisioning do not tell of its agent that access ended. */
  | 'notProved';

/** An export is not what the log has signed. The message is for people, and names the first position that is wrong. */
export class ExportRefused extends Error {
  override readonly name = 'ExportRefused';

  constructor(
    readonly code: ExportProblem,
    message: string,
    /** Absent where no single entry is the matter. */
    readonly position?: number,
  ) {
    super(message);
  }
}

/** What was found to be so. */
export interface VerifiedExport {
  /** The log's name, from its checkpoint. */
  readonly origin: string;
  /** How many entries of all accounts the checkpoint covers. */
  readonly size: number;
  readonly accountId: AccountId;
  /** How many entries were verified. */
  readonly entries: number;
  /** Of how many of them values were erased. */
  readonly erased: number;
  /** Where they stand; absent where there is none. */
  readonly positions?: { readonly first: number; readonly last: number };
  /** When the last of them was made. */
  readonly until?: Instant;
  /** Whether these are all entries of the account that the checkpoint covers, and none is kept back. */
  readonly isComplete: boolean;
  /** Up to which position others may be in the archive alone; absent where none are. */
  readonly archivedUpTo?: number;
  /** Of a proof of deprovisioning: what it says, and the entries that are to bear it out. */
  readonly proof?: {
    readonly agentId: string;
    readonly summary: readonly string[];
    readonly entries: readonly RecordedJournalEntry[];
  };
}

/** Verifies what left the database, without one. */
export interface ExportVerifier {
  /**
   * @param file - the bytes of an export or of a proof; read once, and never held as a whole where it is of lines.
   * @param publicKeys - the text of a file of public keys, one a line.
   * @throws ExportRefused
   */
  verify(file: AsyncIterable<Uint8Array>, publicKeys: string): Promise<VerifiedExport>;
}

/** An export that is being written: lines of text, each with its end. */
export interface OpenExport {
  /** The last position that its checkpoint is about. */
  readonly size: number;
  readonly head: string;
  /**
   * Entries with what proves them; where every entry is wanted, among the leaves of other accounts.
   *
   * @param entries - of the account, in their order, behind `after` and not behind `until`.
   */
  linesOf(entries: readonly RecordedJournalEntry[], after: number, until: number): Promise<string>;
  end(): string;
}

/** What a proof of deprovisioning is made of. */
export interface DeprovisioningProof {
  readonly accountId: AccountId;
  readonly agentId: string;
  readonly entries: readonly RecordedJournalEntry[];
  /** What entries say, as sentences. Values of them may have been erased since they were read. */
  readonly summaryOf: (entries: readonly RecordedJournalEntry[]) => readonly string[];
}

/** Writes what verifies without the database, of what is sealed by then. */
export interface ExportWriter {
  /**
   * @param isComplete - whether every entry of the account is exported, so that nobody can keep one back.
   * @throws SealFailed, StorageUnavailable
   */
  begin(accountId: AccountId, isComplete: boolean): Promise<OpenExport>;
  /** The document. @throws SealFailed, StorageUnavailable */
  proofOf(proof: DeprovisioningProof): Promise<JsonObject>;
}
