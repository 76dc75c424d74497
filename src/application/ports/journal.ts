import type { AttributeChange } from '../../domain/shared/attribute-change.ts';
import type { DomainErrorCode } from '../../domain/shared/domain-error.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { Principal } from './caller.ts';

export type JournalTargetType = 'agent' | 'group' | 'template' | 'attribute' | 'account' | 'token';

/** What an entry is about; a refused attempt may not know all of it. */
export interface JournalTarget {
  readonly type: JournalTargetType;
  readonly id?: string;
  readonly name?: string;
}

/** One line of the audit log: a domain event made durable, or an attempt that was refused. */
export interface JournalEntry {
  readonly at: Instant;
  readonly accountId: AccountId;
  readonly principal: Principal;
  readonly source: string;
  readonly requestId: string;
  /** The event's type (`AgentUpdated`), or the use case that was refused (`ReviseAgent`). */
  readonly action: string;
  readonly target?: JournalTarget;
  readonly changes: readonly AttributeChange[];
  /** Present when the attempt was refused, in which case nothing changed. */
  readonly refusal?: { readonly code: DomainErrorCode; readonly message: string };
}

export interface RecordedJournalEntry extends JournalEntry {
  /** Grows with every entry; what a reader remembers to read on. Not without gaps. */
  readonly position: number;
}

export interface JournalPage {
  readonly entries: readonly RecordedJournalEntry[];
  /** Where to read on: `after` of the next call. */
  readonly next: number;
}

/** The scope's account's journal. */
export interface JournalReader {
  /**
   * Entries after a position, the oldest first. An entry that might still be preceded by one whose
   * transaction commits late is held back, so that a reader by position never skips one.
   */
  after(position: number, limit: number): Promise<JournalPage>;
  /** The newest entries first; `before` is exclusive. May show entries that `after` still holds back. */
  latest(query: JournalQuery): Promise<readonly RecordedJournalEntry[]>;
}

export interface JournalQuery {
  readonly limit: number;
  readonly before?: number;
  /** Only entries about this target. */
  readonly targetId?: string;
}

/** Records what was refused, in a transaction of its own, since that of the attempt was rolled back. */
export interface RefusalJournal {
  /** @param entries - of one account, one at least. */
  record(entries: readonly JournalEntry[]): Promise<void>;
}
