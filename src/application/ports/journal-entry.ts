import type { AttributeChange } from '../../domain/shared/attribute-change.ts';
import type { DomainError, DomainErrorCode } from '../../domain/shared/domain-error.ts';
import type { DomainEvent, TargetType } from '../../domain/shared/domain-event.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { type FailedSignIn, failedSignInOf } from '../../domain/sign-in/failed-sign-in.ts';
import type { Caller, RecordedPrincipal } from './caller.ts';

/** What an entry is about; a refused attempt may not know all of it. */
interface JournalTarget {
  readonly type: TargetType;
  readonly id?: string;
  readonly name?: string;
}

/** Something that was asked for and stayed as it was, while everything else was done. */
export type LeftOut = {
  /** Of the attribute, in SCIM notation; absent where no attribute is the matter. */
  readonly path?: string;
  /** Absent where the protocol refused, and not the domain. */
  readonly code?: DomainErrorCode;
  readonly message: string;
  /** The ids of those who did not become members. */
  readonly members?: readonly string[];
};

/** One line of the audit log: a domain event made durable, or an attempt that was refused. */
export interface JournalEntry {
  readonly at: Instant;
  readonly accountId: AccountId;
  readonly principal: RecordedPrincipal;
  readonly source: string;
  readonly requestId: string;
  /** The event's type (`AgentUpdated`), or the use case that was refused (`ReviseAgent`). */
  readonly action: string;
  readonly target?: JournalTarget;
  readonly changes: readonly AttributeChange[];
  /** Present when the attempt was refused, in which case nothing changed; or where it was carried out without `leftOut`. */
  readonly refusal?: {
    readonly code: DomainErrorCode;
    readonly message: string;
    readonly leftOut?: readonly LeftOut[];
    /** Of a sign-in: which check failed, and what the person was shown to name it by. */
    readonly signIn?: FailedSignIn;
  };
}

/** What somebody set out to do. */
export interface Attempt {
  /** The use case's name. */
  readonly action: string;
  readonly target?: JournalTarget;
}

/** The durable form of an event. */
export function entryOfEvent(caller: Caller, event: DomainEvent): JournalEntry {
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
  const leftOut = error.details.leftOut as readonly LeftOut[] | undefined;
  const refusal = { code: error.code, message: error.message, leftOut, signIn: failedSignInOf(error) };
  return { at, accountId, principal, source, requestId, action, target, changes: [], refusal };
}
