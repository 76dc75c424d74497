import { type AccountId, type AgentId, type ApiTokenId, accountId } from '../../domain/shared/identifiers.ts';

/** Who asks. Its `kind` and what names it stand in every entry of the journal. */
export type Principal =
  | {
      readonly kind: 'token';
      readonly id: ApiTokenId;
      readonly name: string;
      /** For whom the token speaks, where it is one person's; the journal names the token alone. */
      readonly agentId?: AgentId;
    }
  | { readonly kind: 'operator'; readonly name: string }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'anonymous' };

export const principalKinds = [
  'token',
  'operator',
  'service',
  'anonymous',
] as const satisfies Principal['kind'][];

/** A request's origin, as the journal records it. */
export interface Requester {
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
}

/** A requester who acts in one account; every query made for it is bound to that account. */
export interface Caller extends Requester {
  readonly accountId: AccountId;
}

/** Stands for the service itself: owns the journal entries that no account can be named for. */
export const serviceAccountId: AccountId = accountId('00000000-0000-0000-0000-000000000000');
