import type { TokenScope } from '../../domain/permission/token-scope.ts';
import type { Role } from '../../domain/role/role.ts';
import type { SessionId } from '../../domain/session/session.ts';
import type { TargetType } from '../../domain/shared/domain-event.ts';
import { type AccountId, type AgentId, type ApiTokenId, accountId } from '../../domain/shared/identifiers.ts';
import type { SsoConnectionId } from '../../domain/sign-in/sso-connection.ts';
import type { Traced } from './trace-context.ts';

/** A person who has signed in. */
interface Person {
  readonly kind: 'person';
  /** Absent for an owner whom no directory has assigned. */
  readonly agentId?: AgentId;
  /** The userName. */
  readonly name: string;
  /** As it was found at most a second ago; the journal does not name it. */
  readonly role: Role;
  /** Which of the person's sessions it is; the journal does not name it. */
  readonly session?: SessionId;
}

/** Who asks. Its `kind` and what names it stand in every entry of the journal. */
export type Principal =
  | {
      readonly kind: 'token';
      readonly id: ApiTokenId;
      readonly name: string;
      /** For whom the token speaks, where it is one person's; the journal names the token alone. */
      readonly agentId?: AgentId;
      /** Those that count where the token was presented; a directory's where it is not said. The journal does not name them. */
      readonly scopes?: readonly TokenScope[];
    }
  | { readonly kind: 'operator'; readonly name: string }
  | { readonly kind: 'service'; readonly name: string }
  /** By whom people sign in, by the id and the name of the connection. */
  | { readonly kind: 'identityProvider'; readonly id: SsoConnectionId; readonly name: string }
  | { readonly kind: 'anonymous' }
  | Person;

/** As entries of the journal have it: who, and not as what. */
export type RecordedPrincipal = Exclude<Principal, Person> | Omit<Person, 'role' | 'session'>;

/** What tells a principal apart from others of its kind and name: its id, or that of the agent who signed in. */
export function principalId(principal: RecordedPrincipal): string | undefined {
  switch (principal.kind) {
    case 'token':
    case 'identityProvider':
      return principal.id;
    case 'person':
      return principal.agentId;
    case 'operator':
    case 'service':
    case 'anonymous':
      return undefined;
  }
}

/** The agent for whom the principal acts, where it is one. */
export const agentOfPrincipal = (principal: Principal): AgentId | undefined =>
  principal.kind === 'token' || principal.kind === 'person' ? principal.agentId : undefined;

export const principalKinds = [
  'token',
  'person',
  'operator',
  'service',
  'identityProvider',
  'anonymous',
] as const satisfies Principal['kind'][];

/** What the journal got, as whoever asked for it is told: entries are that and more. */
export interface Journalled {
  readonly accountId: AccountId;
  readonly action: string;
  readonly target?: { readonly type: TargetType; readonly id?: string; readonly name?: string };
  readonly refusal?: object;
}

/** A request's origin, as the journal records it. */
export interface Requester extends Traced {
  readonly principal: Principal;
  /** Where from: a network address, `command line` or `in process`. */
  readonly source: string;
  /** The same id stands in the response, the logs and the journal. */
  readonly requestId: string;
  /**
   * When whoever asks gives up, in milliseconds of `performance.now()`. What is not done by then ends with
   * `StorageUnavailable`; without one, each unit of work has half a minute.
   */
  readonly deadline?: number;
  /** Is told, once it is committed, what the journal got of the work that was done for the requester. May not throw. */
  readonly journalled?: (entries: readonly Journalled[]) => void;
}

/** A requester who acts in one account; every query made for it is bound to that account. */
export interface Caller extends Requester {
  readonly accountId: AccountId;
}

/** Stands for the service itself: owns the journal entries that no account can be named for. */
export const serviceAccountId: AccountId = accountId('00000000-0000-0000-0000-000000000000');
