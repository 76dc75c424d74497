import type { AccountEvent } from '../../domain/account/account-events.ts';
import type { AgentEvent } from '../../domain/agent/agent-events.ts';
import type { DomainError } from '../../domain/shared/domain-error.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { AccountReader, AccountRepository } from './account-repository.ts';
import type { AgentJobReader, AgentJobRepository } from './agent-job-repository.ts';
import type { AgentReader, AgentRepository } from './agent-repository.ts';
import type { ApiTokenReader, ApiTokenRepository } from './api-token-repository.ts';
import type { BrakeReader, BrakeRepository } from './brake-repository.ts';
import type { Caller } from './caller.ts';
import type { ErasureRepository } from './erasure-repository.ts';
import type { JournalReader } from './event-feed.ts';
import type { GroupReader, GroupRepository } from './group-repository.ts';
import type { GroupTemplateReader, GroupTemplateRepository } from './group-template-repository.ts';
import type {
  IdempotentRequestReader,
  IdempotentRequestRepository,
} from './idempotent-request-repository.ts';
import type { Attempt, JournalEntry } from './journal-entry.ts';
import type { PolicyReader, PolicyRepository } from './policy-repository.ts';
import type { ProfileAttributeReader, ProfileAttributeRepository } from './profile-attribute-repository.ts';
import type { RequestReader, RequestRepository } from './request-log.ts';
import type { SessionReader, SessionRepository } from './session-repository.ts';
import type { SignInLinkReader, SignInLinkRepository } from './sign-in-link-repository.ts';
import type { SignInReader, SignInRepository } from './sign-in-repository.ts';
import type { SsoConnectionReader, SsoConnectionRepository } from './sso-connection-repository.ts';
import type { UnkeptAttributeReader, UnkeptAttributeRepository } from './unkept-attribute-repository.ts';

/** What can be read in the caller's account; nothing outside of it can be named. */
export interface ReadScope {
  readonly agents: AgentReader;
  readonly agentJobs: AgentJobReader;
  readonly brake: BrakeReader;
  readonly groups: GroupReader;
  readonly accounts: AccountReader;
  readonly tokens: ApiTokenReader;
  readonly ssoConnections: SsoConnectionReader;
  readonly journal: JournalReader;
  readonly profileAttributes: ProfileAttributeReader;
  readonly unkeptAttributes: UnkeptAttributeReader;
  readonly groupTemplates: GroupTemplateReader;
  readonly policy: PolicyReader;
  readonly sessions: SessionReader;
  readonly signIns: SignInReader;
  readonly signInLinks: SignInLinkReader;
  readonly requests: RequestReader;
  readonly idempotentRequests: IdempotentRequestReader;
}

/** What can be read and written in the caller's account, in one transaction. */
export interface WriteScope {
  readonly agents: AgentRepository;
  readonly agentJobs: AgentJobRepository;
  readonly brake: BrakeRepository;
  readonly groups: GroupRepository;
  readonly accounts: AccountRepository;
  readonly tokens: ApiTokenRepository;
  readonly ssoConnections: SsoConnectionRepository;
  readonly profileAttributes: ProfileAttributeRepository;
  readonly unkeptAttributes: UnkeptAttributeRepository;
  readonly groupTemplates: GroupTemplateRepository;
  readonly policy: PolicyRepository;
  readonly sessions: SessionRepository;
  readonly idempotentRequests: IdempotentRequestRepository;
  readonly signIns: SignInRepository;
  readonly signInLinks: SignInLinkRepository;
  readonly requests: RequestRepository;
  readonly erasure: ErasureRepository;
  /** Without the entries of this transaction, which are written at its end. */
  readonly journal: Pick<JournalReader, 'newestAbout' | 'newestOfEach' | 'removals'>;
  /**
   * Has the journal say that an attempt was refused, while the rest of the work is committed. What the work stored and
   * what it refused become entries in the order in which it happened.
   */
  recordRefusal(attempt: Attempt, refusal: DomainError, at: Instant): void;
  /** Has the journal tell of what follows from that which the work stored, and is stored nowhere itself. */
  recordNotice(event: AccountEvent | AgentEvent): void;
}

/** What came of work that was undone, and what it would have had the journal tell. */
export interface DryRun<Result> {
  readonly result: Result;
  readonly entries: readonly JournalEntry[];
}

/**
 * Runs work atomically in the caller's account. Neither call may be made from within the other's work: the inner call
 * would wait for connections that outer ones hold, until its deadline. The embedded database has one that writes.
 */
export interface UnitOfWork {
  /**
   * All that `work` wrote is committed when the promise resolves, and nothing of it is when it rejects.
   * `work` runs again after a deadlock, a lock timeout or a `ConcurrentChange`, until the caller's deadline, and so may
   * do nothing that a rollback does not undo. It has 20 seconds.
   *
   * What repositories write may wait: it is written before whatever the work asks next, and otherwise with the commit. Its
   * error then comes from there, so that the work catches none of its own writes'.
   *
   * @param changesOne - the one agent that the work stores, by its id or by its name. Such work may be committed together
   * with other work of the account that waits at the same time, each with its own outcome; work about the same agent
   * is done in the order in which it came.
   * @throws StorageUnavailable when the database does not answer in time, or still conflicts at the deadline.
   */
  transact<Result>(
    caller: Caller,
    work: (scope: WriteScope) => Promise<Result>,
    changesOne?: string,
  ): Promise<Result>;

  /**
   * Does all of the work in a transaction that is then undone.
   *
   * @throws StorageUnavailable as `transact` does.
   */
  dryRun<Result>(caller: Caller, work: (scope: WriteScope) => Promise<Result>): Promise<DryRun<Result>>;

  /**
   * @param looksUpOne - whether the work asks for one agent and nothing else, and so may be answered together with others.
   * @throws StorageUnavailable when the database does not answer in time.
   */
  read<Result>(
    caller: Caller,
    work: (scope: ReadScope) => Promise<Result>,
    looksUpOne?: boolean,
  ): Promise<Result>;
}
