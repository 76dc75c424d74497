import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { RequestPosition } from './request-log.ts';

/** What is personal in an entry of the audit log: the values at these JSON pointers (RFC 6901), which are texts and numbers. */
export interface PersonalValues {
  readonly position: number;
  readonly pointers: ReadonlySet<string>;
}

/** Somebody, as rows name people. */
export interface NamedPerson {
  readonly agentId: AgentId;
  /** By what the person signs in, in folded case. */
  readonly userNames: readonly string[];
  /** Whether a text names the person. */
  isNamedIn(text: string): boolean;
}

/** A part of the request log that was gone through. */
export interface RequestErasure {
  readonly erased: number;
  /** Where to go on; absent at the end. */
  readonly next?: RequestPosition;
}

/** Takes what is personal out of the account's rows for good. Each call is a small step, and one that is done again changes nothing. */
export interface ErasureRepository {
  /**
   * Erases values of entries, which are sealed. Their leaves stay what they were: the salted hash of each value is kept.
   *
   * @param entries - at most {@link entriesErasedAtOnce}.
   * @returns how many entries had values that were not erased before.
   */
  eraseFromEntries(entries: readonly PersonalValues[]): Promise<number>;
  /** Erases the requests that name the person, some blocks of the log at a time, the newest first. */
  eraseFromRequests(person: NamedPerson, before?: RequestPosition): Promise<RequestErasure>;
  /**
   * Erases what else names the person: sessions, links to sign in, jobs about agents, answers that are kept for a day,
   * examples of attributes that are not kept, what the person's tokens were called and where they were used, and why the person was
   * an exception of a rule.
   *
   * @returns how many rows.
   */
  eraseFromRows(person: NamedPerson): Promise<number>;
}

export const entriesErasedAtOnce = 100;

/** What stands in the place of a text that was erased; of a number, 0 does. Readers of entries need a value of that kind. */
export const erasedText = '(erased)';
