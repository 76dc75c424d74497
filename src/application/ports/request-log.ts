import type { TargetType } from '../../domain/shared/domain-event.ts';
import type { AccountId, AgentId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { RecordedPrincipal } from './caller.ts';

/** Something that a refusal looked at. Those before the first that failed passed, and those behind it were not looked at. */
export interface RequestCheck {
  /** What has to hold, as a sentence: `The token is not revoked.` */
  readonly check: string;
  readonly passed: boolean;
  /** For people. Holds no secret. */
  readonly expected: string;
  /** For people; of what came no more than is harmless to show. Holds no secret. */
  readonly received: string;
}

/** Why a request was not carried out, as whoever looks for the cause reads it. Holds no secret. */
export interface RequestRefusal {
  /** A code of the domain, or what the transport calls it: `tokenExpired`, `bodyTooLarge`. */
  readonly code: string;
  /** What was answered. */
  readonly message: string;
  /** RFC 7644 section 3.12, where SCIM was spoken. */
  readonly scimType?: string;
  /** What to do about it, with the path through the menus where the cause is in Okta. */
  readonly remedy?: string;
  readonly checks?: readonly RequestCheck[];
}

/** What a request was about. A refused one may not know all of it. */
export interface RequestSubject {
  readonly type: TargetType;
  readonly id?: string;
  readonly name?: string;
}

/** What the journal got of a request, in short: entries of one action together. */
export interface EntrySummary {
  /** An event's type (`AgentUpdated`), or a use case that was refused (`ReviseAgent`). */
  readonly action: string;
  readonly isRefusal?: true;
  readonly count: number;
  /** Of the first of them. */
  readonly subject?: RequestSubject;
}

/** What came of a request's parts. */
export interface RequestParts {
  readonly sent: number;
  readonly failed: number;
  /** Of the first that failed; a few. */
  readonly refusals: readonly RequestRefusal[];
}

/** A body as it may be kept: masked by its schema, and cut. */
export interface RequestBodies {
  readonly request?: string;
  readonly answer?: string;
}

/** That an account has bodies kept, and what of them is to be masked. */
export interface BodiesKept {
  readonly until: Instant;
  /** The names of its confidential attributes, in folded case. */
  readonly confidential: ReadonlySet<string>;
}

/** A request and what came of it. All texts are free of secrets before they get here, and are cut where they are written. */
export interface AnsweredRequest {
  /** When it began. */
  readonly at: Instant;
  /** Absent where no account is known: such requests are for operators to see. */
  readonly accountId?: AccountId;
  /** The same id stands in the answer, the logs and the journal. */
  readonly requestId: string;
  /** What a person was shown to name it by, such as `brave-otter-42`. */
  readonly mnemonic?: string;
  /** Absent where nobody proved to be anybody. */
  readonly principal?: RecordedPrincipal;
  /** The network address. */
  readonly source: string;
  /** What it calls itself (`User-Agent`). */
  readonly client?: string;
  readonly method: string;
  readonly path: string;
  /** Without the question mark; the values of parameters that are not known to be harmless are masked. */
  readonly query?: string;
  readonly status: number;
  readonly milliseconds: number;
  /** The use case that it was for, by its name. */
  readonly attempted?: string;
  readonly subject?: RequestSubject;
  readonly entries: readonly EntrySummary[];
  readonly refusal?: RequestRefusal;
  /** Of a request that has parts, as Bulk has. */
  readonly parts?: RequestParts;
  /** How many requests were lost before this one; such a row stands for them, and for no request. */
  readonly lost?: number;
  readonly bodies?: RequestBodies;
}

/** Takes requests to be written down beside them. */
export interface RequestLog {
  /** Waits for nothing and never throws. What cannot be kept in memory is counted, and told later. */
  record(request: AnsweredRequest): void;
  /** How the account has its bodies kept, as it was said a few seconds ago; absent where it has none kept. */
  bodiesKept(accountId: AccountId): BodiesKept | undefined;
}

/** A request that is to stand in the log of an account. */
export interface RequestToWrite extends AnsweredRequest {
  readonly accountId: AccountId;
}

export interface LoggedRequest extends RequestToWrite {
  /** Tells where it is kept, together with `at`. */
  readonly id: string;
}

/** Where a request stands in the log, and a walk through it that has come so far. */
export interface RequestPosition {
  readonly at: Instant;
  readonly id: string;
}

/** Which requests are wanted; all that is said has to hold. */
export interface RequestFilter {
  readonly requestId?: string;
  readonly mnemonic?: string;
  /** Only requests that changed this agent, or were about this agent and refused: looks leave no trace under a name. */
  readonly agentId?: AgentId;
  /** The same of the agent of this userName, letter case aside; also where none of that name ever came in. */
  readonly userName?: string;
  /** Only what the token or the person of this id asked. */
  readonly principalId?: string;
  /** Only requests that were answered with 400 or above, a part of which was, or whose client went away. */
  readonly failed?: true;
  /** Only requests that were answered so. */
  readonly status?: number;
  /** Only requests of this time or later. */
  readonly since?: Instant;
  /** Only requests before this time. */
  readonly until?: Instant;
}

export interface RequestQuery extends RequestFilter {
  readonly limit: number;
  /** Exclusive. */
  readonly before?: RequestPosition;
}

/** Without bodies. Holds fewer than were asked for where they are far apart; the log goes on as long as there is a `next`. */
export interface RequestPage {
  /** The newest first. */
  readonly requests: readonly LoggedRequest[];
  readonly next?: RequestPosition;
}

export const requestsPerPageMax = 200;

/** The requests of one account. */
export interface RequestReader {
  list(query: RequestQuery): Promise<RequestPage>;
  /** With its bodies. */
  find(position: RequestPosition): Promise<LoggedRequest | undefined>;
}

export interface RequestRepository extends RequestReader {
  /**
   * Deletes some of the requests from before, the oldest first.
   *
   * @returns whether there may be more of them.
   */
  forget(before: Instant): Promise<boolean>;
  /** The same with what is kept of their bodies alone. */
  forgetBodies(before: Instant): Promise<boolean>;
}

/** A request until it is written, of which a store keeps more than this. */
export interface WaitingRequest extends Pick<RequestToWrite, 'at' | 'accountId' | 'lost'> {
  /** About how many characters of memory it takes. */
  readonly characters: number;
}

/** Writes requests of any accounts, each into its own. */
export interface RequestStore {
  /** To collect thousands of requests with all that they are made of costs more than to write each down as a text at once. */
  waiting(request: RequestToWrite): WaitingRequest;
  /**
   * @param requests - as `waiting` told them.
   * @returns what writes them, and changes nothing where they are written already. It rejects with `StorageUnavailable`.
   */
  prepared(requests: readonly WaitingRequest[]): Promise<() => Promise<void>>;
  /** The accounts that have bodies kept; those whose time was over before may be left out. @throws StorageUnavailable */
  bodiesKept(at: Instant): Promise<ReadonlyMap<AccountId, BodiesKept>>;
}
