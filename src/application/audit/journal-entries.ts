import type { DomainError } from '../../domain/shared/domain-error.ts';
import type { DomainEvent } from '../../domain/shared/domain-event.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { Caller } from '../ports/caller.ts';
import type { JournalEntry, JournalTarget, JournalTargetType } from '../ports/journal.ts';

/** The durable form of an event. */
export function entryOfEvent(caller: Caller, event: DomainEvent<string, JournalTargetType>): JournalEntry {
  const { at, accountId, type, target, changes } = event;
  const { principal, source, requestId } = caller;
  return { at, accountId, principal, source, requestId, action: type, target, changes };
}

/** The durable form of a refused attempt. */
export function entryOfRefusal(
  caller: Caller,
  attempt: Attempt,
  error: DomainError,
  at: Instant,
): JournalEntry {
  const { accountId, principal, source, requestId } = caller;
  const { action, target } = attempt;
  const refusal = { code: error.code, message: error.message };
  return { at, accountId, principal, source, requestId, action, target, changes: [], refusal };
}

/** What somebody set out to do. */
export interface Attempt {
  /** The use case's name. */
  readonly action: string;
  readonly target?: JournalTarget;
}
