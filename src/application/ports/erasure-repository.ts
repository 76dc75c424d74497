import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { RecordedJournalEntry } from './event-feed.ts';
import type { RequestPosition } from './request-log.ts';

/** What one step erased, and where the next begins; absent after the last. */
export interface ErasureStep<Place> {
  readonly erased: number;
  readonly next?: Place;
}

/** What somebody is known by, as rows hold it. */
export interface NamesOfPerson {
  readonly agentId: AgentId;
  /** The userNames, in every form in which they were written. */
  readonly userNames: readonly string[];
  /** Whether a text names the person. */
  isNamedIn(text: string): boolean;
}

/** Takes what is personal out of the account's rows for good. Each step is small, and to do one again changes nothing. */
export interface ErasureRepository {
  /**
   * Erases values of entries in the order of their positions. Their leaves stay what they were: of each value the salted hash
   * is kept.
   *
   * @param after - the position behind which to begin. Entries that are not sealed yet are passed over.
   * @param personalOf - the JSON pointers, within the entry, of the texts and numbers that are to go.
   */
  eraseFromEntries(
    after: number,
    personalOf: (entry: RecordedJournalEntry) => readonly string[],
  ): Promise<ErasureStep<number>>;

  /** Erases requests that name the person from the request log, from the newest to the oldest. */
  eraseFromRequests(before: RequestPosition | undefined, person: NamesOfPerson): Promise<ErasureStep<RequestPosition>>;

  /**
   * Erases what else names the person: sessions, links to sign in, jobs that have ended, answers that are kept to be given
   * again, examples of attributes that are not kept, and where the person's tokens were used from.
   *
   * @returns how many rows.
   */
  eraseFromRows(person: NamesOfPerson): Promise<number>;
}
