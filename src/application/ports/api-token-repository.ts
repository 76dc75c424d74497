import type { ApiToken, ApiTokenChange } from '../../domain/account/api-token.ts';
import type { ApiTokenId } from '../../domain/shared/identifiers.ts';

/** The API tokens of the scope's account. */
export interface ApiTokenReader {
  find(id: ApiTokenId): Promise<ApiToken | undefined>;
  /** All of them, also expired and revoked ones, the oldest first. */
  list(): Promise<readonly ApiToken[]>;
}

export interface ApiTokenRepository extends ApiTokenReader {
  /**
   * Writes the token's new state and its events' journal entries, in the scope's transaction.
   *
   * @throws ConcurrentChange where a token that may be used was given the same name in between.
   */
  store(change: ApiTokenChange): Promise<void>;
}
